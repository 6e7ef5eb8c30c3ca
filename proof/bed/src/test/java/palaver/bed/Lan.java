// SPDX-License-Identifier: Apache-2.0
package palaver.bed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A local network of namespaces: each place has one cable to a switch, and there are two switches,
/// so that the network can be cut in two. The switches are in a namespace of their own and touch
/// nothing of the machine's network.
final class Lan implements AutoCloseable {

  private static final String[] SWITCHES = {"sw0", "sw1"};

  private final String prefix;
  private final List<String> made = new ArrayList<>();

  Lan(String name, int places) {
    prefix = "pbed" + ProcessHandle.current().pid() + name;
    add(switches());
    try {
      for (String each : SWITCHES) {
        ip(switches(), "link", "add", each, "type", "bridge", "mcast_snooping", "0");
        ip(switches(), "link", "set", each, "up");
      }
      for (int place = 0; place < places; place++) {
        lay(place);
      }
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  private void lay(int place) {
    String here = name(place);
    add(here);
    Shell.run(
        "ip",
        "link",
        "add",
        "name",
        "eth0",
        "netns",
        here,
        "type",
        "veth",
        "peer",
        "name",
        port(place),
        "netns",
        switches());
    ip(here, "link", "set", "lo", "up");
    ip(here, "addr", "add", address(place) + "/24", "dev", "eth0");
    ip(here, "addr", "add", "fd78::" + (place + 1) + "/64", "dev", "eth0", "nodad");
    ip(here, "link", "set", "eth0", "up");
    ip(here, "route", "add", "default", "dev", "eth0");
    ip(switches(), "link", "set", port(place), "up");
    plug(place, 0);
  }

  private void add(String namespace) {
    Shell.run("ip", "netns", "add", namespace);
    made.add(namespace);
  }

  private static void ip(String namespace, String... words) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
    command.addAll(List.of(words));
    Shell.run(command.toArray(String[]::new));
  }

  private String switches() {
    return prefix + "sw";
  }

  private String name(int place) {
    return prefix + "n" + place;
  }

  private static String port(int place) {
    return "port" + place;
  }

  /// The IPv4 address of a place.
  static String address(int place) {
    return "10.78.0." + (place + 1);
  }

  /// Words before a command that has to run at a place.
  List<String> at(int place) {
    return List.of("ip", "netns", "exec", name(place));
  }

  /// Has a switch send every frame to all, as a hub does: a place hears what is for others.
  void floods(int theSwitch) {
    ip(switches(), "link", "set", SWITCHES[theSwitch], "type", "bridge", "ageing_time", "0");
  }

  /// Plugs a place's cable into a switch.
  void plug(int place, int toSwitch) {
    ip(switches(), "link", "set", port(place), "master", SWITCHES[toSwitch]);
  }

  /// Takes a place's interface down.
  void down(int place) {
    ip(name(place), "link", "set", "eth0", "down");
  }

  /// Brings it up with another address, as after a new lease of DHCP.
  void upAs(int place, int otherAddress) {
    ip(name(place), "addr", "flush", "dev", "eth0", "scope", "global");
    ip(name(place), "addr", "add", address(otherAddress) + "/24", "dev", "eth0");
    up(place);
  }

  /// Brings it up with the address that it has.
  void up(int place) {
    ip(name(place), "link", "set", "eth0", "up");
    ip(name(place), "route", "replace", "default", "dev", "eth0");
  }

  /// How many bytes have passed between programs of one place.
  long localBytes(int place) {
    List<String> read = new ArrayList<>(at(place));
    read.addAll(List.of("cat", "/proc/net/dev"));
    return Shell.ran(read)
        .text()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("lo:"))
        .mapToLong(line -> Long.parseLong(line.substring(3).strip().split(" +", 2)[0]))
        .sum();
  }

  /// From now on a place loses so much of the UDP that comes to it, at random.
  void lose(int place, int percent) {
    List<String> nft = new ArrayList<>(at(place));
    nft.addAll(List.of("nft", "-f", "-"));
    String chain =
        "chain in { type filter hook input priority 0;\n"
            + "meta l4proto udp numgen random mod 100 < "
            + percent
            + " drop\n}\n";
    String table = "table inet loss {\n" + (percent == 0 ? "" : chain) + "}\n";
    Shell.feed(nft, "table inet loss\ndelete table inet loss\n" + table);
  }

  /// From now on nothing leaves a place for these multicast groups.
  void block(int place, String ipv4Group, String ipv6Group) {
    List<String> nft = new ArrayList<>(at(place));
    nft.addAll(List.of("nft", "-f", "-"));
    String rules =
        "ip daddr " + ipv4Group + " counter drop\nip6 daddr " + ipv6Group + " counter drop\n";
    Shell.feed(
        nft,
        "table inet blocked {\nchain out { type filter hook output priority 0;\n"
            + rules
            + "}\n}\n");
  }

  /// How many packets [#block] has kept from leaving a place.
  long blocked(int place) {
    List<String> nft = new ArrayList<>(at(place));
    nft.addAll(List.of("nft", "list", "table", "inet", "blocked"));
    return Pattern.compile("packets ([0-9]+)")
        .matcher(Shell.ran(nft).text())
        .results()
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }

  @Override
  public void close() {
    for (String namespace : made) {
      Shell.ran(List.of("ip", "netns", "del", namespace));
    }
    made.clear();
  }
}
