// SPDX-License-Identifier: Apache-2.0
package palaver.http.access;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Marks the network that a guest comes from, so that a sanction can hold for it: a keyed hash of
/// the first 24 bits of an IPv4 address or the first 64 of an IPv6 address. Without the key the
/// network cannot be found out from it.
///
/// Everybody behind one address shares a mark, and so may their neighbours; that is why a world can
/// do without, and why whoever is there when a sanction is imposed is spared.
public final class NetworkMarks {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int IPV4_PREFIX_BYTES = 3;
  private static final int IPV6_PREFIX_BYTES = 8;
  private static final int MARK_BYTES = 16;

  private final SecretKeySpec key;
  private final Predicate<String> holdsIn;

  /// @param key a secret of this server, the same after a restart
  /// @param holdsIn whether a world's sanctions on guests hold for their networks
  public NetworkMarks(byte[] key, Predicate<String> holdsIn) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.holdsIn = holdsIn;
  }

  /// The mark of a guest who calls from `address`, or null where none is to be had: for everybody
  /// else, in worlds that do without, and when nothing but this machine's own address is known.
  public @Nullable String of(String address, Caller caller, String world) {
    if (!(caller instanceof Caller.Guest) || !holdsIn.test(world)) {
      return null;
    }
    InetAddress from = literal(address);
    return from == null || from.isLoopbackAddress() ? null : mark(world, from.getAddress());
  }

  private static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private String mark(String world, byte[] address) {
    int prefixBytes = address.length == 4 ? IPV4_PREFIX_BYTES : IPV6_PREFIX_BYTES;
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(world.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      byte[] hash = mac.doFinal(Arrays.copyOf(address, prefixBytes));
      return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }
}
