// SPDX-License-Identifier: Apache-2.0
package palaver.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a compiled class refers to, read from its constant pool, so that a method reference counts
/// as much as a call.
///
/// @param types internal names of the types named anywhere, descriptors included
/// @param members `owner.name descriptor` of each field and method used
record References(SortedSet<String> types, SortedSet<String> members) {

  private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

  static References of(Path classFile) {
    try {
      return of(ClassFile.of().parse(classFile));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static References of(ClassModel model) {
    References references = new References(new TreeSet<>(), new TreeSet<>());
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> references.addType(type.asInternalName());
        case MemberRefEntry member -> references.addMember(member);
        case Utf8Entry text -> references.addDescriptor(text.stringValue());
        default -> {}
      }
    }
    return references;
  }

  private void addType(String name) {
    if (name.startsWith("[")) {
      addDescriptor(name);
    } else {
      types.add(name);
    }
  }

  private void addMember(MemberRefEntry member) {
    members.add(
        member.owner().asInternalName()
            + "."
            + member.name().stringValue()
            + " "
            + member.type().stringValue());
  }

  private void addDescriptor(String text) {
    Matcher matcher = TYPE_IN_DESCRIPTOR.matcher(text);
    while (matcher.find()) {
      types.add(matcher.group(1));
    }
  }
}
