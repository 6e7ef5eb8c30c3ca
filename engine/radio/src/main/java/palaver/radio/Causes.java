// SPDX-License-Identifier: Apache-2.0
package palaver.radio;

import palaver.floor.DenyCause;
import palaver.floor.RevokeCause;
import palaver.wire.radio.FloorMessage;

/// The causes of the floor as messages carry them, and back.
final class Causes {

  private Causes() {}

  static FloorMessage.DenyCause toWire(DenyCause cause) {
    return switch (cause) {
      case OTHER_HAS_PERMISSION -> FloorMessage.DenyCause.ANOTHER_HAS_PERMISSION;
      case SERVER_ERROR -> FloorMessage.DenyCause.INTERNAL_ERROR;
      case ONLY_ONE_PARTICIPANT -> FloorMessage.DenyCause.ONLY_ONE_PARTICIPANT;
      case RETRY_AFTER_RUNNING -> FloorMessage.DenyCause.RETRY_AFTER_RUNNING;
      case RECEIVE_ONLY -> FloorMessage.DenyCause.RECEIVE_ONLY;
      case NO_RESOURCES -> FloorMessage.DenyCause.NO_RESOURCES;
      case QUEUE_FULL -> FloorMessage.DenyCause.QUEUE_FULL;
      case NO_LEADER, NO_ANSWER -> FloorMessage.DenyCause.NO_LEADER;
      case OTHER -> FloorMessage.DenyCause.OTHER;
    };
  }

  static DenyCause fromWire(FloorMessage.DenyCause cause) {
    return switch (cause) {
      case ANOTHER_HAS_PERMISSION -> DenyCause.OTHER_HAS_PERMISSION;
      case INTERNAL_ERROR -> DenyCause.SERVER_ERROR;
      case ONLY_ONE_PARTICIPANT -> DenyCause.ONLY_ONE_PARTICIPANT;
      case RETRY_AFTER_RUNNING -> DenyCause.RETRY_AFTER_RUNNING;
      case RECEIVE_ONLY, NOT_A_MEMBER -> DenyCause.RECEIVE_ONLY;
      case NO_RESOURCES -> DenyCause.NO_RESOURCES;
      case QUEUE_FULL -> DenyCause.QUEUE_FULL;
      case NO_LEADER -> DenyCause.NO_LEADER;
      case OTHER -> DenyCause.OTHER;
    };
  }

  static FloorMessage.RevokeCause toWire(RevokeCause cause) {
    return switch (cause) {
      case ONLY_ONE_PARTICIPANT -> FloorMessage.RevokeCause.ONLY_ONE_PARTICIPANT;
      case TALKED_TOO_LONG -> FloorMessage.RevokeCause.TALKED_TOO_LONG;
      case NO_PERMISSION -> FloorMessage.RevokeCause.NO_PERMISSION;
      case PRE_EMPTED -> FloorMessage.RevokeCause.PREEMPTED;
      case NO_RESOURCES -> FloorMessage.RevokeCause.NO_RESOURCES;
      case LEASE_EXPIRED -> FloorMessage.RevokeCause.HOLDER_LOST;
      case SUPERSEDED, OTHER -> FloorMessage.RevokeCause.OTHER;
    };
  }

  static RevokeCause fromWire(FloorMessage.RevokeCause cause) {
    return switch (cause) {
      case ONLY_ONE_PARTICIPANT -> RevokeCause.ONLY_ONE_PARTICIPANT;
      case TALKED_TOO_LONG -> RevokeCause.TALKED_TOO_LONG;
      case NO_PERMISSION, NOT_A_MEMBER -> RevokeCause.NO_PERMISSION;
      case PREEMPTED -> RevokeCause.PRE_EMPTED;
      case NO_RESOURCES -> RevokeCause.NO_RESOURCES;
      case HOLDER_LOST -> RevokeCause.LEASE_EXPIRED;
      case OTHER -> RevokeCause.OTHER;
    };
  }
}
