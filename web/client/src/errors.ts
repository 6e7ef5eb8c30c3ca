// SPDX-License-Identifier: Apache-2.0
import type { EndReason, ErrorCode } from './protocol.js';

/** What every failure of this library is. */
export abstract class PalaverError extends Error {
  abstract readonly kind: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The server did not answer at all. */
export class ServerUnreachableError extends PalaverError {
  readonly kind = 'server_unreachable';
}

/** The server refused a REST call; nothing else was started (R001, R021). */
export class BackendJoinError extends PalaverError {
  readonly kind: string = 'refused';

  constructor(
    readonly code: ErrorCode,
    readonly status: number,
    message: string,
    /** Why a moderator keeps this person out, where one does. */
    readonly reason?: string,
    readonly endsAt?: string,
  ) {
    super(message);
  }
}

/** The room has no seat left (R022). */
export class RoomFullError extends BackendJoinError {
  override readonly kind = 'room_full';
}

export type MicrophoneProblem = 'denied' | 'missing' | 'busy' | 'insecure' | 'unknown';

/** There is no microphone to send from. */
export class MicrophoneError extends PalaverError {
  readonly kind = 'microphone';

  constructor(
    readonly problem: MicrophoneProblem,
    options?: ErrorOptions,
  ) {
    super(`no microphone: ${problem}`, options);
  }
}

/** The signaling connection failed or answered with an error. */
export class SignalingError extends PalaverError {
  readonly kind = 'signaling';

  constructor(
    message: string,
    readonly code?: ErrorCode,
  ) {
    super(message);
  }
}

/** No network path to the media port: most often a firewall that lets no UDP through. */
export class MediaUnreachableError extends PalaverError {
  readonly kind = 'media_unreachable';

  /** @param ports the media ports that the server's answer names, as `UDP 10000` */
  constructor(readonly ports: readonly number[]) {
    super(`no answer from UDP port ${ports.join(', ')}`);
  }
}

/** The media path was found, but the connection on it was never made. */
export class MediaFailedError extends PalaverError {
  readonly kind = 'media_failed';
}

/** The connection was lost and could not be made again in time. */
export class ConnectionLostError extends PalaverError {
  readonly kind = 'connection_lost';
}

/** The server ended the session. */
export class SessionEndedError extends PalaverError {
  readonly kind = 'ended';

  constructor(
    readonly reason: EndReason,
    message: string,
    readonly retryAfterMs?: number,
    /** What the moderator said who ended it. */
    readonly note?: string,
    /** When somebody who was sent away may come back; ISO 8601. */
    readonly endsAt?: string,
  ) {
    super(message);
  }
}
