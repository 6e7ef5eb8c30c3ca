// SPDX-License-Identifier: Apache-2.0
package palaver.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;

/// Where the `palaver` command begins.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(Cli.run(System.getenv(), new PrintWriter(System.err, true, UTF_8), args));
  }
}
