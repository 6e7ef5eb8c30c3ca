// SPDX-License-Identifier: Apache-2.0
import { backoffMs } from './backoff.js';
import { Emitter } from './emitter.js';
import { ConnectionLostError, type PalaverError, SignalingError } from './errors.js';
import type { ClientMessage, RoomStateMessage, ServerMessage } from './protocol.js';
import { SignalingSocket } from './signaling-socket.js';

export interface SignalingIdentity {
  sessionId: string;
  userId: string;
  username: string;
}

interface SignalingEvents {
  message: ServerMessage;
  /** The socket closed; a new one is being tried. */
  interrupted: undefined;
  /** A new socket has the session again, and this is the room now. */
  resumed: RoomStateMessage;
  /** The session could not be resumed. */
  lost: PalaverError;
}

/** How long the server holds a seat without a socket. */
const RESUME_WITHIN_MS = 30_000;

/** The session's signaling over one socket after another: a closed socket is resumed with the newest ticket. */
export class Signaling extends Emitter<SignalingEvents> {
  readonly #url: string;
  readonly #identity: SignalingIdentity;
  #ticket: string;
  #socket: SignalingSocket | undefined;
  #ended = false;
  #wake: (() => void) | undefined;

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

  /** Opens the first socket and says `voice_join` on it (R013). */
  async connect(): Promise<RoomStateMessage> {
    const socket = await SignalingSocket.open(this.#url);
    if (this.#ended) {
      socket.close();
      throw new SignalingError('the session ended');
    }
    socket.on('message', (message) => this.emit('message', message));
    let closed = false;
    socket.on('closed', () => {
      closed = true;
      this.#onClosed(socket);
    });
    const state = await this.#voiceJoin(socket);
    if (closed) {
      throw new SignalingError('the signaling connection closed');
    }
    this.#socket = socket;
    return state;
  }

  send(message: ClientMessage): void {
    this.#socket?.send(message);
  }

  request(message: ClientMessage): Promise<ServerMessage> {
    return this.#socket
      ? this.#socket.request(message)
      : Promise.reject(new SignalingError('the signaling connection is closed'));
  }

  /** Tries again at once instead of waiting, because the network just came back. */
  hurry(): void {
    this.#wake?.();
  }

  /** Ends the signaling for good. */
  close(): void {
    this.#ended = true;
    this.#socket?.close();
    this.#socket = undefined;
    this.#wake?.();
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
    if (this.#ended || this.#socket !== socket) {
      return;
    }
    this.#socket = undefined;
    this.emit('interrupted', undefined);
    void this.#resume(Date.now() + RESUME_WITHIN_MS);
  }

  async #resume(deadlineMs: number): Promise<void> {
    for (let attempt = 0; !this.#ended && Date.now() < deadlineMs; attempt++) {
      await this.#pause(Math.min(backoffMs(attempt), deadlineMs - Date.now()));
      if (this.#ended) {
        return;
      }
      try {
        const state = await this.connect();
        this.emit('resumed', state);
        return;
      } catch (error) {
        if (error instanceof SignalingError && error.code !== undefined && isFinal(error.code)) {
          this.#lose(error);
          return;
        }
      }
    }
    this.#lose(new ConnectionLostError('the connection could not be resumed within 30 s'));
  }

  #lose(error: PalaverError): void {
    if (!this.#ended) {
      this.emit('lost', error);
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Whether trying again with the same ticket cannot help. */
function isFinal(code: string): boolean {
  return code === 'BAD_TICKET' || code === 'SESSION_NOT_FOUND' || code === 'FORBIDDEN' || code === 'USER_MISMATCH';
}
