// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/// What tests of the radio's pages look at.
final class RadioPages {

  private RadioPages() {}

  /// The disc, when it looks as `kind` does.
  static Locator disc(Page page, String kind) {
    return page.locator(".disc[data-kind=" + kind + "]");
  }

  static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  /// Notes what a page complains of; that a node is gone is none.
  static Page noting(Page page, List<String> complaints) {
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().contains("ERR_CONNECTION")) {
        complaints.add(message.text());
      }
    });
    return page;
  }
}
