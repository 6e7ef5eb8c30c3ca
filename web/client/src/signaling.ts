// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';
import { SignalingError } from './errors.js';
import type { ClientMessage, RoomStateMessage, ServerMessage } from './protocol.js';
import { pause, unlessAborted } from './reconnect.js';
import { SignalingSocket } from './signaling-socket.js';

export interface SignalingIdentity {
  sessionId: string;
  userId: string;
  username: string;
}

interface SignalingEvents {
  message: ServerMessage;
  /** The socket closed. */
  interrupted: undefined;
  /** A new socket has the session again, and this is the room now. */
  resumed: RoomStateMessage;
}

/** A socket that does not answer within this time is dead, whatever the browser thinks of it. */
const PONG_WITHIN_MS = 700;

/** The session's signaling over one socket after another: a closed socket is resumed with the newest ticket. */
export class Signaling extends Emitter<SignalingEvents> {
  readonly #url: string;
  readonly #identity: SignalingIdentity;
  #ticket: string;
  #socket: SignalingSocket | undefined;
  #ended = false;

  constructor(url: string, ticket: string, identity: SignalingIdentity) {
    super();
    this.#url = url;
    this.#ticket = ticket;
    this.#identity = identity;
  }

  /** What opens the session's next socket, and what a leaving beacon shows. */
  get ticket(): string {
    return this.#ticket;
  }

  get open(): boolean {
    return this.#socket !== undefined;
  }

  /** Opens a socket and says `voice_join` on it (R013). */
  async connect(signal?: AbortSignal): Promise<RoomStateMessage> {
    const socket = await SignalingSocket.open(this.#url, signal);
    if (this.#ended) {
      socket.close();
      throw new SignalingError('the session ended');
    }
    let closed = false;
    socket.on('message', (message) => this.emit('message', message));
    socket.on('closed', () => {
      closed = true;
      this.#onClosed(socket);
    });
    const giveUp = (): void => socket.close();
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      const state = await this.#voiceJoin(socket);
      if (closed) {
        throw new SignalingError('the signaling connection closed');
      }
      this.#socket = socket;
      return state;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  /** Makes sure that a socket answers: the one that is open, or a new one. */
  async renew(signal: AbortSignal): Promise<void> {
    if (this.#socket && (await this.#answers(this.#socket, signal))) {
      return;
    }
    const dead = this.#socket;
    this.#socket = undefined;
    dead?.close();
    if (!signal.aborted) {
      this.emit('resumed', await unlessAborted(this.connect(signal), signal));
    }
  }

  send(message: ClientMessage): void {
    this.#socket?.send(message);
  }

  request(message: ClientMessage): Promise<ServerMessage> {
    return this.#socket
      ? this.#socket.request(message)
      : Promise.reject(new SignalingError('the signaling connection is closed'));
  }

  /** Ends the signaling for good. */
  close(): void {
    this.#ended = true;
    this.#socket?.close();
    this.#socket = undefined;
  }

  async #answers(socket: SignalingSocket, signal: AbortSignal): Promise<boolean> {
    const pong = socket.request({ type: 'ping' }).then(() => true, () => false);
    return Promise.race([pong, pause(PONG_WITHIN_MS, signal).then(() => false)]);
  }

  async #voiceJoin(socket: SignalingSocket): Promise<RoomStateMessage> {
    let answer: ServerMessage;
    try {
      answer = await socket.request({ type: 'voice_join', ticket: this.#ticket, ...this.#identity });
    } catch (error) {
      socket.close();
      throw error;
    }
    if (answer.type !== 'room_state') {
      socket.close();
      throw new SignalingError(`unexpected answer ${answer.type}`);
    }
    this.#ticket = answer.you.ticket ?? this.#ticket;
    return answer;
  }

  #onClosed(socket: SignalingSocket): void {
    if (!this.#ended && this.#socket === socket) {
      this.#socket = undefined;
      this.emit('interrupted', undefined);
    }
  }
}

/** Whether the server knows this session no more, so that only a new join helps. */
export function isForgotten(error: unknown): boolean {
  return (
    error instanceof SignalingError &&
    ['BAD_TICKET', 'SESSION_NOT_FOUND', 'FORBIDDEN', 'USER_MISMATCH'].includes(error.code ?? '')
  );
}
