// SPDX-License-Identifier: Apache-2.0
package palaver.app.radio.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import palaver.app.console.ConsoleAnswer;
import palaver.app.radio.RadioDoorDesk;
import palaver.app.radio.RadioRun;
import palaver.app.radio.RadioTerminal;
import palaver.app.radio.entrance.HandsetOptions;
import palaver.app.radio.entrance.RadioOptions;
import palaver.app.radio.entrance.RadioProtocol;
import palaver.app.radio.voice.SoundOptions;
import palaver.app.start.LogFormat;
import palaver.app.start.StartFailure;
import palaver.app.start.Version;
import palaver.net.radio.PeerName;
import palaver.net.radio.RadioNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `palaver radio`.
@Command(
    name = "radio",
    description = "Runs a push-to-talk node on the local network, without any server.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    subcommands = {
      RadioStatusCommand.class,
      RadioMembersCommand.class,
      RadioDeviceCommand.class,
      RadioAllowCommand.class,
      RadioTalkCommand.class,
      RadioListenCommand.class,
      RadioSettingsCommand.class,
      RadioDevicesCommand.class,
      HandsetCommand.class,
      RadioBundleCommand.class,
      RadioSwitchCommand.class,
      RadioDataCommand.class,
      RadioScorecardCommand.class
    },
    footer = {
      "",
      "Each option can also be an environment variable (PALAVER_RADIO_CHANNEL for --channel) or a",
      "line of the file that --config names (channel: Kitchen). The command line comes first, then",
      "the environment, then the file.",
      "",
      "The commands above talk to the node that runs on the same --data.",
      "",
      "Exit codes: 0 done or stopped as asked, 1 refused or a defect, 2 wrong options or something",
      "in the way, such as a port in use."
    })
public final class RadioNodeCommand implements Callable<Integer> {

  private static final int NAME_BYTES_MAX = 64;

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      defaultValue = "palaver",
      description =
          "The channel: the first node of that name founds it (default: ${DEFAULT-VALUE}).")
  String channel = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "What others call this device, such as \"Front desk\" (default: this machine's name).")
  @Nullable String name;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "./palaver-radio",
      scope = ScopeType.INHERIT,
      description = "Where the node's keys and settings are (default: ${DEFAULT-VALUE}).")
  Path data = Path.of("");

  @Option(
      names = "--join",
      paramLabel = "TOKEN",
      description = "At the first start: what an operator of the channel gave you (default: none).")
  @Nullable String join;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "The one address to use (default: all interfaces, IPv4 and IPv6).")
  @Nullable String bind;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7070",
      description = "The UDP port, 0 for any free one (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--discovery-port",
      paramLabel = "PORT",
      defaultValue = "7071",
      description = "The UDP port of multicast, the same at all nodes (default: ${DEFAULT-VALUE}).")
  int discoveryPort;

  @Option(
      names = "--no-multicast",
      description = "Find others by --peer alone (default: multicast and DNS-SD as well).")
  boolean noMulticast;

  @Option(
      names = "--no-dns-sd",
      description =
          "Neither say by DNS-SD that this node is there, as _palaver-radio._udp, nor look for others"
              + " by it (default: both, unless --no-multicast).")
  boolean noDnsSd;

  @Option(
      names = "--peer",
      paramLabel = "HOST[:PORT]",
      split = ",",
      description =
          "A node to call by unicast as well, where the network carries no multicast; repeatable,"
              + " or with commas between (default: none).")
  List<String> peers = List.of();

  @Option(
      names = "--protocol",
      paramLabel = "v1|v2|both",
      defaultValue = "both",
      description =
          "v2; v1 runs a node of the old protocol, which has no security; both is v2, and this node"
              + " joins devices of v1 when it leads and the channel's v1-window is open (default:"
              + " ${DEFAULT-VALUE}).")
  RadioProtocol protocol = RadioProtocol.BOTH;

  @Option(
      names = "--priority",
      paramLabel = "0-255",
      defaultValue = "0",
      description =
          "The priority of this device's presses, at most what its membership allows (default:"
              + " ${DEFAULT-VALUE}).")
  int priority;

  @Option(
      names = "--http",
      paramLabel = "ADDRESS:PORT",
      defaultValue = "127.0.0.1:8090",
      description =
          "Where the node's page is, for this machine alone; port 0 for any (default:"
              + " ${DEFAULT-VALUE}).")
  String http = "";

  @Option(
      names = "--mic",
      paramLabel = "NAME",
      description =
          "The microphone, by a part of its name; `palaver radio devices` lists them (default: what"
              + " the system uses).")
  @Nullable String microphone;

  @Option(
      names = "--speaker",
      paramLabel = "NAME",
      description = "The speaker, by a part of its name (default: what the system uses).")
  @Nullable String speaker;

  @Option(names = "--no-sound", description = "Use no microphone and no speaker (default: both).")
  boolean noSound;

  @Option(
      names = "--no-tones",
      description =
          "Play no tones for granted, in line, refused, cut off, busy and connection lost (default:"
              + " the speaker plays them).")
  boolean noTones;

  @Option(
      names = "--handsets",
      paramLabel = "ADDRESS:PORT",
      arity = "0..1",
      fallbackValue = HandsetOptions.STANDARD,
      description =
          "Let phones in the same network join as handsets of this node: their page over TLS, and"
              + " their voice at the UDP port of the same number (default: none; without a value"
              + " ${FALLBACK-VALUE}).")
  @Nullable String handsets;

  @Option(
      names = "--no-screen",
      description =
          "In a terminal, print the log instead of a screen with a key to talk (default: the"
              + " screen).")
  boolean noScreen;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "The log on standard error: text or json (default: ${DEFAULT-VALUE}).")
  LogFormat logFormat = LogFormat.TEXT;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with any of these options (default: none).")
  @Nullable Path config;

  public RadioOptions options() throws StartFailure {
    if (priority < 0 || priority > 255) {
      throw new StartFailure("--priority is 0 to 255");
    }
    requireName("--channel", channel);
    String shown = name == null ? machineName() : name;
    requireName("--name", shown);
    return new RadioOptions(
        channel,
        shown,
        data,
        network(),
        priority,
        address("--http", http),
        join,
        sound(),
        protocol,
        handsets == null ? null : new HandsetOptions(address("--handsets", handsets)));
  }

  private SoundOptions sound() {
    return noSound ? SoundOptions.NONE : new SoundOptions(true, microphone, speaker, !noTones);
  }

  private static void requireName(String option, String name) throws StartFailure {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (name.isBlank() || bytes > NAME_BYTES_MAX || name.chars().anyMatch(c -> c < ' ')) {
      throw new StartFailure(option + " has 1 to 64 bytes and no control characters");
    }
  }

  private static String machineName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "Radio";
    }
  }

  private RadioNetwork network() throws StartFailure {
    List<PeerName> names = new ArrayList<>();
    for (String text : peers) {
      PeerName peer = PeerName.parse(text.strip());
      if (peer == null) {
        throw new StartFailure("--peer: no node is called " + text);
      }
      names.add(peer);
    }
    try {
      InetAddress address = bind == null ? null : InetAddress.getByName(bind);
      return new RadioNetwork(
          address, port, discoveryPort, !noMulticast, !noMulticast && !noDnsSd, names);
    } catch (UnknownHostException unknown) {
      throw new StartFailure("--bind: " + bind + " is no address", unknown);
    } catch (IllegalArgumentException malformed) {
      throw new StartFailure("--port and --discovery-port: " + malformed.getMessage(), malformed);
    }
  }

  private static InetSocketAddress address(String option, String text) throws StartFailure {
    int colon = text.lastIndexOf(':');
    String number = text.substring(colon + 1);
    if (colon < 1 || !number.matches("[0-9]{1,5}") || Integer.parseInt(number) > 65_535) {
      throw new StartFailure(option + " is ADDRESS:PORT, such as 127.0.0.1:8090");
    }
    String host = text.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
    InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(number));
    if (address.isUnresolved()) {
      throw new StartFailure(option + ": " + host + " is no address");
    }
    return address;
  }

  /// Has the running node do something and prints what it answers; the exit code.
  int ask(String command, JsonNode arguments) throws StartFailure {
    return show(RadioConsole.ask(data, command, arguments));
  }

  /// Prints an answer; the exit code.
  int show(ConsoleAnswer answer) {
    answer.remarks().forEach(spec.commandLine().getErr()::println);
    answer.result().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getErr().flush();
    spec.commandLine().getOut().flush();
    return answer.ok() ? 0 : 1;
  }

  private static ObjectNode arguments() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Command(
      name = "invite",
      description = {
        "Prints an invite: whoever starts with --join and it is let in.",
        "Only an operator's node does that."
      },
      mixinStandardHelpOptions = true)
  int invite(
      @Option(
              names = "--uses",
              paramLabel = "COUNT",
              defaultValue = "1",
              description = "How many devices may use it (default: ${DEFAULT-VALUE}).")
          int uses,
      @Option(
              names = "--hours",
              paramLabel = "HOURS",
              defaultValue = "24",
              description = "How long it is good (default: ${DEFAULT-VALUE}).")
          int hours,
      @Option(
              names = "--days",
              paramLabel = "DAYS",
              defaultValue = "" + RadioDoorDesk.MEMBER_DAYS,
              description = "How long who comes in is a member (default: ${DEFAULT-VALUE}).")
          int days)
      throws StartFailure {
    return ask("invite", arguments().put("uses", uses).put("hours", hours).put("days", days));
  }

  @Command(
      name = "revoke",
      description = "Puts a member out, at once and for ever.",
      mixinStandardHelpOptions = true)
  int revoke(@Parameters(paramLabel = "ID", description = "The device's id.") String id)
      throws StartFailure {
    return ask("revoke", arguments().put("id", id));
  }

  @Command(
      name = "knocks",
      description = "Lists the devices that ask to be let in: id, the four words they show, name.",
      mixinStandardHelpOptions = true)
  int knocks() throws StartFailure {
    return ask("knocks", arguments());
  }

  @Command(
      name = "approve",
      description = {
        "Lets a device in that asks.",
        "First compare the four words with those that the device shows."
      },
      mixinStandardHelpOptions = true)
  int approve(
      @Parameters(paramLabel = "ID", description = "The device's id.") String id,
      @Option(
              names = "--days",
              paramLabel = "DAYS",
              defaultValue = "" + RadioDoorDesk.MEMBER_DAYS,
              description = "How long it is a member (default: ${DEFAULT-VALUE}).")
          int days)
      throws StartFailure {
    return ask("approve", arguments().put("id", id).put("days", days));
  }

  @Command(
      name = "decline",
      description = "Does not let a device in that asks.",
      mixinStandardHelpOptions = true)
  int decline(@Parameters(paramLabel = "ID", description = "The device's id.") String id)
      throws StartFailure {
    return ask("decline", arguments().put("id", id));
  }

  @Command(name = "say", description = "Writes a text to all.", mixinStandardHelpOptions = true)
  int say(
      @Parameters(paramLabel = "TEXT", arity = "1..*", description = "At most 800 bytes.")
          List<String> words)
      throws StartFailure {
    return ask("say", arguments().put("text", String.join(" ", words)));
  }

  @Command(
      name = "texts",
      description = "Prints the texts of the channel, oldest first.",
      mixinStandardHelpOptions = true)
  int texts() throws StartFailure {
    return ask("texts", arguments());
  }

  @Override
  public Integer call() throws Exception {
    logFormat.choose();
    boolean screen = !noScreen && RadioTerminal.isThere();
    return RadioRun.untilStopped(options(), spec.commandLine().getOut(), screen);
  }
}
