// SPDX-License-Identifier: Apache-2.0
package palaver.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Files and methods stay small, and every package says what it is for.
class ShapeTest {

  private static final int FILE_LINES_MAX = 500;
  private static final int METHOD_LINES_MAX = 60;

  @Test
  void filesStayShort() {
    List<String> wrong = new ArrayList<>();
    for (String suffix : List.of(".java", ".ts", ".sh", ".sql")) {
      for (Path file : House.files(suffix)) {
        long lines = House.text(file).lines().count();
        if (lines > FILE_LINES_MAX) {
          wrong.add(House.shown(file) + ": " + lines);
        }
      }
    }
    assertThat(wrong).as("files of more than 500 lines").isEmpty();
  }

  @Test
  void methodsStayShort() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var units = files.getJavaFileObjectsFromPaths(House.files(".java"));
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
      List<String> wrong = new ArrayList<>();
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new LongMethods(unit, positions, wrong), null);
      }
      assertThat(wrong).as("methods of more than 60 lines").isEmpty();
    }
  }

  @Test
  void everyPackageOpensWithOneSentenceAboutItself() {
    List<String> wrong = new ArrayList<>();
    for (House.Module module : House.modules()) {
      for (Path file : House.files(module.sources(), ".java")) {
        Path info = file.resolveSibling("package-info.java");
        if (!Files.exists(info)) {
          wrong.add(House.shown(info) + " is missing");
        } else if (!House.text(info)
            .matches("(?s)// SPDX[^\n]*\n/// [A-Z].*?\\.\\s.*@NullMarked.*")) {
          wrong.add(House.shown(info) + " has no sentence, or no @NullMarked");
        }
      }
    }
    assertThat(wrong.stream().distinct()).isEmpty();
  }

  private static final class LongMethods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> wrong;

    LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> wrong) {
      this.unit = unit;
      this.positions = positions;
      this.wrong = wrong;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      LineMap lines = unit.getLineMap();
      if (method.getBody() != null) {
        long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
        if (last - first + 1 > METHOD_LINES_MAX) {
          String file = House.shown(Path.of(unit.getSourceFile().toUri()));
          wrong.add(file + " " + method.getName() + ": " + (last - first + 1));
        }
      }
      return super.visitMethod(method, null);
    }
  }
}
