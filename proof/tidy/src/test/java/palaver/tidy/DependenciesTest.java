// SPDX-License-Identifier: Apache-2.0
package palaver.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Arrows between modules and between packages point one way.
class DependenciesTest {

  @Test
  void everyModuleHasItsPlaceInTheHouse() {
    List<String> known = House.modules().stream().map(House.Module::folder).toList();
    List<String> unknown = new ArrayList<>();
    for (var pom : House.files("pom.xml")) {
      String folder = House.root().relativize(pom.getParent()).toString();
      if (!folder.isEmpty() && !folder.equals("web") && !known.contains(folder)) {
        unknown.add(folder);
      }
    }
    assertThat(unknown).as("modules without a rule in House").isEmpty();
  }

  @Test
  void theModulesWereCompiledBeforeThisRan() {
    for (House.Module module : House.pureModules()) {
      assertThat(House.classFiles(module)).as("classes of " + module.folder()).isNotEmpty();
    }
  }

  @Test
  void shippedCodeUsesOnlyTheModulesAboveIt() {
    List<String> wrong = new ArrayList<>();
    for (House.Module module : House.modules()) {
      House.classFiles(module).forEach((name, file) -> addWrongArrows(module, name, file, wrong));
    }
    assertThat(wrong).as("arrows that the design does not have").isEmpty();
  }

  private static void addWrongArrows(
      House.Module module, String name, java.nio.file.Path file, List<String> wrong) {
    for (String type : References.of(file).types()) {
      if (!type.startsWith("palaver/")) {
        continue;
      }
      String other = type.split("/", -1)[1];
      if (!other.equals(module.name()) && !module.uses().contains(other)) {
        wrong.add(name + " -> " + type);
      }
    }
  }

  @Test
  void packagesHaveNoCycles() {
    Map<String, TreeSet<String>> arrows = new TreeMap<>();
    for (House.Module module : House.modules()) {
      House.classFiles(module)
          .forEach((name, file) -> {
            TreeSet<String> targets =
                arrows.computeIfAbsent(packageOf(name), key -> new TreeSet<>());
            for (String type : References.of(file).types()) {
              if (type.startsWith("palaver/") && !packageOf(type).equals(packageOf(name))) {
                targets.add(packageOf(type));
              }
            }
          });
    }
    List<String> cycles = new ArrayList<>();
    for (String start : arrows.keySet()) {
      if (reaches(arrows, start)) {
        cycles.add(start);
      }
    }
    assertThat(cycles).as("packages that reach themselves").isEmpty();
  }

  private static String packageOf(String type) {
    return type.substring(0, type.lastIndexOf('/'));
  }

  private static boolean reaches(Map<String, ? extends Set<String>> arrows, String start) {
    TreeSet<String> seen = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(arrowsFrom(arrows, start));
    while (!next.isEmpty()) {
      String at = next.pop();
      if (at.equals(start)) {
        return true;
      }
      if (seen.add(at)) {
        next.addAll(arrowsFrom(arrows, at));
      }
    }
    return false;
  }

  private static Set<String> arrowsFrom(Map<String, ? extends Set<String>> arrows, String start) {
    Set<String> targets = arrows.get(start);
    return targets == null ? Set.of() : targets;
  }
}
