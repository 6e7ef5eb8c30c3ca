// SPDX-License-Identifier: Apache-2.0
package palaver.wire.rtcp;

/// The numbers of the RTCP format.
final class RtcpFormat {
  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int BYE = 203;
  static final int TRANSPORT_FEEDBACK = 205;
  static final int EXTENDED_REPORT = 207;

  static final int GENERIC_NACK = 1;
  static final int CNAME = 1;
  static final int XR_REFERENCE_TIME = 4;
  static final int XR_DLRR = 5;

  static final int HEADER_BYTES = 4;
  static final int SENDER_INFO_AT = 8;
  static final int SENDER_INFO_BYTES = 20;
  static final int REPORT_BLOCK_BYTES = 24;
  static final int DLRR_ITEM_BYTES = 12;
  static final int COUNT_MAX = 31;

  private RtcpFormat() {}
}
