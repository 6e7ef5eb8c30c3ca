// SPDX-License-Identifier: Apache-2.0
package palaver.wire.sdp;

/// Writes session descriptions as JSEP wants them: no times, no address of its own.
public final class SdpWriter {
  private final StringBuilder text = new StringBuilder(4_096);

  private SdpWriter() {}

  public static String write(SdpSession session) {
    return new SdpWriter().session(session);
  }

  private String session(SdpSession session) {
    SdpOrigin origin = session.origin();
    line('v', "0");
    line(
        'o',
        String.join(
            " ",
            origin.username(),
            origin.sessionId(),
            origin.version(),
            "IN",
            origin.addressType(),
            origin.address()));
    line('s', session.name());
    line('t', "0 0");
    attributes(session.attributes());
    session.media().forEach(this::media);
    return text.toString();
  }

  private void media(SdpMedia media) {
    String formats = String.join(" ", media.formats());
    line('m', String.join(" ", media.kind(), "" + media.port(), media.protocol(), formats));
    line('c', "IN IP4 0.0.0.0");
    attributes(media.attributes());
  }

  private void attributes(SdpAttributes attributes) {
    for (SdpAttribute attribute : attributes.all()) {
      String value = attribute.value();
      line('a', value == null ? attribute.name() : attribute.name() + ":" + value);
    }
  }

  private void line(char type, String value) {
    text.append(type).append('=').append(value).append("\r\n");
  }
}
