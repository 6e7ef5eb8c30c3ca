// SPDX-License-Identifier: Apache-2.0
package palaver.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// axe-core in a page: what breaks WCAG 2.0 to 2.2, levels A and AA, contrast included.
final class Axe {

  private final Page page;

  private Axe(Page page) {
    this.page = page;
  }

  /// Brings axe into the document that a page shows now.
  static Axe in(Page page) {
    try {
      page.evaluate(Files.readString(checkout().resolve("web/node_modules/axe-core/axe.min.js")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Axe(page);
  }

  /// What is wrong with what the page shows now, each with `where` before it.
  @SuppressWarnings("unchecked")
  List<String> violations(String where) {
    return (List<String>)
        page.evaluate(
            """
            async where => (await axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
              resultTypes: ['violations'],
            })).violations.map(each => `${where}: ${each.id}: ${each.nodes.map(node => node.html).join(' ')}`)
            """,
            where);
  }

  private static Path checkout() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("verify"))) {
      at = Objects.requireNonNull(at.getParent(), "not in a checkout");
    }
    return at;
  }
}
