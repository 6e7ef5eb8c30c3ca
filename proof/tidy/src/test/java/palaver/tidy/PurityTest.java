// SPDX-License-Identifier: Apache-2.0
package palaver.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Pure modules have no clock, socket, thread, file, default locale or random source of their own,
/// and no order that depends on hash codes.
class PurityTest {

  private static final Pattern BANNED_TYPES =
      Pattern.compile(
          "java/net/.*|java/nio/channels/.*|java/nio/file/.*|java/io/(File|RandomAccess).*"
              + "|java/util/concurrent/(?!TimeUnit|CompletableFuture).*|java/util/Timer.*|java/lang/Thread.*"
              + "|java/lang/foreign/.*|java/security/SecureRandom|java/util/Random|org/slf4j/.*"
              + "|java/lang/ProcessHandle.*|java/time/Clock");

  private static final Pattern BANNED_MEMBERS =
      Pattern.compile(
          "java/lang/System\\.(nanoTime|currentTimeMillis|getenv|getProperty|exit|load.*|out|err) .*"
              + "|java/lang/Math\\.random .*"
              + "|java/time/\\w+\\.now .*"
              + "|java/util/UUID\\.randomUUID .*"
              + "|java/util/Locale\\.getDefault .*"
              + "|java/lang/String\\.to(Lower|Upper)Case \\(\\).*"
              + "|java/lang/String\\.(format|formatted) \\((Ljava/lang/String;)?\\[.*"
              + "|java/lang/String\\.getBytes \\(\\).*"
              + "|java/lang/String\\.<init> \\(\\[B(II)?\\)V"
              + "|java/nio/charset/Charset\\.defaultCharset .*"
              + "|java/lang/Object\\.hashCode .*|java/lang/System\\.identityHashCode .*"
              // A port may promise an answer; only adapters make, complete or await one.
              + "|java/util/concurrent/CompletableFuture\\..*"
              + "|javax/crypto/KeyGenerator\\..*|java/security/KeyPairGenerator\\..*");

  private static final Pattern HASH_ORDER =
      Pattern.compile(
          "java/util/(Map|Set)\\.(of|ofEntries|copyOf) .*"
              + "|java/util/stream/Collectors\\.to(Unmodifiable)?(Set|Map) .*"
              + "|java/util/(HashMap|HashSet)\\.(entrySet|keySet|values|forEach|iterator|stream) .*");

  private static final Pattern HASH_MADE =
      Pattern.compile("java/util/(HashMap|HashSet|IdentityHashMap|WeakHashMap)\\.<init> .*");

  private static final Pattern ITERATION =
      Pattern.compile(
          "java/util/Map\\.(entrySet|keySet|values|forEach) .*"
              + "|java/util/Set\\.(iterator|stream|forEach) .*");

  @Test
  void pureModulesTouchNothingOfTheWorld() {
    List<String> wrong = new ArrayList<>();
    for (House.Module module : House.pureModules()) {
      House.classFiles(module)
          .forEach((name, file) -> {
            References references = References.of(file);
            references.types().stream()
                .filter(type -> BANNED_TYPES.matcher(type).matches())
                .forEach(type -> wrong.add(name + " names " + type));
            references.members().stream()
                .filter(member -> BANNED_MEMBERS.matcher(member).matches())
                .forEach(member -> wrong.add(name + " uses " + member));
          });
    }
    assertThat(wrong).as("impure code in pure modules").isEmpty();
  }

  @Test
  void pureModulesDoNotDependOnHashOrder() {
    List<String> wrong = new ArrayList<>();
    for (House.Module module : House.pureModules()) {
      House.classFiles(module)
          .forEach((name, file) -> addHashOrder(name, References.of(file), wrong));
    }
    assertThat(wrong).as("order by hash in pure modules").isEmpty();
  }

  private static void addHashOrder(String name, References references, List<String> wrong) {
    references.members().stream()
        .filter(member -> HASH_ORDER.matcher(member).matches())
        .forEach(member -> wrong.add(name + " uses " + member));
    boolean made =
        references.members().stream().anyMatch(member -> HASH_MADE.matcher(member).matches());
    boolean iterates =
        references.members().stream().anyMatch(member -> ITERATION.matcher(member).matches());
    if (made && iterates) {
      wrong.add(name + " makes a hash table and iterates over maps: use a linked one");
    }
  }
}
