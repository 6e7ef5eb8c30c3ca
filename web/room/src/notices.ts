// SPDX-License-Identifier: Apache-2.0
import {
  BackendJoinError, ConnectionLostError, MediaFailedError, MediaUnreachableError, MicrophoneError,
  ServerUnreachableError, SessionEndedError, SignalingError, type EndReason, type ErrorCode,
} from '@palaver/client';
import type { Words } from './words.js';

/** What a notice offers to do. */
export type NoticeAction = 'listen';

/** What happened, and what to do next. */
export interface Notice {
  title: string;
  text: string;
  /** Nothing went wrong: it is only good to know. */
  calm?: true;
  action?: NoticeAction;
}

/** The words for an error in the reader's language; none for what the person did themselves. */
export function noticeFor(error: unknown, words: Words): Notice | undefined {
  if (error instanceof MicrophoneError) {
    return { ...microphone(error, words), action: 'listen' };
  }
  if (error instanceof MediaUnreachableError) {
    return { title: words.mediaTitle, text: words.mediaText(error.ports.join(', ')) };
  }
  if (error instanceof MediaFailedError) {
    return { title: words.mediaFailedTitle, text: words.mediaFailedText };
  }
  if (error instanceof BackendJoinError) {
    return withReason(coded(error.code, words), error.reason, error.endsAt, words);
  }
  if (error instanceof SessionEndedError) {
    const notice = ended(error.reason, words);
    return notice && withReason(notice, error.note, error.endsAt, words);
  }
  if (error instanceof ServerUnreachableError) {
    return { title: words.unreachableTitle, text: words.unreachableText };
  }
  if (error instanceof ConnectionLostError || (error instanceof SignalingError && !error.code)) {
    return { title: words.lostTitle, text: words.lostText };
  }
  return coded(error instanceof SignalingError && error.code ? error.code : 'INTERNAL', words);
}

/** Adds what a moderator gave as reason, and until when. */
function withReason(notice: Notice, reason: string | undefined, endsAt: string | undefined, words: Words): Notice {
  const parts = [
    reason ? words.reasonGiven(reason) : '',
    endsAt ? words.until(new Date(endsAt).toLocaleString(words.locale, { dateStyle: 'medium', timeStyle: 'short' })) : '',
    notice.text,
  ];
  return { ...notice, text: parts.filter(Boolean).join(' · ') };
}

function microphone(error: MicrophoneError, words: Words): Notice {
  switch (error.problem) {
    case 'denied':
      return { title: words.microphoneDeniedTitle, text: words.microphoneDeniedText };
    case 'missing':
      return { title: words.microphoneMissingTitle, text: words.microphoneMissingText };
    case 'insecure':
      return { title: words.microphoneInsecureTitle, text: words.microphoneInsecureText };
    default:
      return { title: words.microphoneBusyTitle, text: words.microphoneBusyText };
  }
}

function coded(code: ErrorCode, words: Words): Notice {
  switch (code) {
    case 'ROOM_FULL':
      return { title: words.roomFullTitle, text: words.roomFullText };
    case 'BANNED':
      return { title: words.bannedTitle, text: words.bannedText };
    case 'ROOM_LOCKED':
      return { title: words.lockedTitle, text: words.lockedText };
    case 'SERVER_FULL':
    case 'OVERLOADED':
      return { title: words.serverFullTitle, text: words.serverFullText };
    case 'SERVER_STOPPING':
      return { title: words.stoppingTitle, text: words.stoppingText };
    case 'RATE_LIMITED':
      return { title: words.busyTitle, text: words.busyText };
    case 'ROOM_NOT_FOUND':
    case 'WORLD_NOT_FOUND':
      return { title: words.noRoomTitle, text: words.noRoomText };
    case 'NOT_IN_MESH':
      return { title: words.notInMeshTitle, text: words.notInMeshText, calm: true };
    default:
      return { title: words.failedTitle, text: words.failedText(code) };
  }
}

function ended(reason: EndReason, words: Words): Notice | undefined {
  switch (reason) {
    case 'left':
      return undefined;
    case 'taken_over':
      return { title: words.takenOverTitle, text: words.takenOverText, calm: true };
    case 'kicked':
      return { title: words.kickedTitle, text: words.kickedText };
    case 'banned':
      return { title: words.bannedTitle, text: words.bannedText };
    case 'room_closed':
      return { title: words.roomClosedTitle, text: words.roomClosedText };
    case 'server_stopping':
    case 'media_restart':
      return { title: words.stoppingTitle, text: words.stoppingText };
    case 'joined_too_late':
      return { title: words.lateTitle, text: words.lateText };
    case 'media_unreachable':
      return { title: words.mediaFailedTitle, text: words.mediaFailedText };
    case 'media_lost':
    case 'signaling_lost':
      return { title: words.lostTitle, text: words.lostText };
  }
}
