// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';
import { SignalingError } from './errors.js';
import type { ClientMessage, ServerMessage } from './protocol.js';

interface Waiting {
  resolve: (message: ServerMessage) => void;
  reject: (error: SignalingError) => void;
  timer: ReturnType<typeof setTimeout>;
}

interface SocketEvents {
  message: ServerMessage;
  closed: { code: number };
}

const ANSWER_WITHIN_MS = 10_000;
/** The server pings every 10 s: a socket that is silent for longer than two pings is dead. */
const SILENT_FOR_MS = 25_000;

/** One WebSocket of the signaling protocol: frames, requests with their answers, pings. */
export class SignalingSocket extends Emitter<SocketEvents> {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, Waiting>();
  #nextId = 1;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  private constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.addEventListener('message', (event) => this.#onFrame(event.data));
    socket.addEventListener('close', (event) => this.#onClosed(event.code));
    this.#listenForSilence();
  }

  /** Opens a socket, or rejects when it closes before it is open. */
  static open(url: string, signal?: AbortSignal): Promise<SignalingSocket> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      const refused = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        reject(new SignalingError('the signaling connection was refused'));
      };
      const giveUp = (): void => {
        socket.close();
        refused();
      };
      const timer = setTimeout(giveUp, ANSWER_WITHIN_MS);
      signal?.addEventListener('abort', giveUp, { once: true });
      socket.addEventListener('close', refused, { once: true });
      socket.addEventListener('open', () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        socket.removeEventListener('close', refused);
        resolve(new SignalingSocket(socket));
      }, { once: true });
    });
  }

  send(message: ClientMessage): void {
    if (!this.#closed) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  /** Sends a message and waits for the answer that repeats its id. */
  request(message: ClientMessage): Promise<ServerMessage> {
    if (this.#closed) {
      return Promise.reject(new SignalingError('the signaling connection is closed'));
    }
    const id = `c${this.#nextId++}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new SignalingError(`no answer to ${message.type}`));
      }, ANSWER_WITHIN_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#socket.send(JSON.stringify({ ...message, id }));
    });
  }

  close(): void {
    this.#socket.close(1000);
    this.#onClosed(1000);
  }

  #onFrame(data: unknown): void {
    if (this.#closed) {
      return;
    }
    this.#listenForSilence();
    const message = parse(data);
    if (!message) {
      return;
    }
    if (message.type === 'ping') {
      this.send({ type: 'pong' });
      return;
    }
    if (!this.#answered(message)) {
      this.emit('message', message);
    }
  }

  #answered(message: ServerMessage): boolean {
    const id = 'id' in message ? message.id : undefined;
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || !waiting) {
      return false;
    }
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    if (message.type === 'error') {
      waiting.reject(new SignalingError(message.message, message.code));
    } else {
      waiting.resolve(message);
    }
    return true;
  }

  #onClosed(code: number): void {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    clearTimeout(this.#silence);
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.timer);
      waiting.reject(new SignalingError('the signaling connection closed'));
    }
    this.#waiting.clear();
    this.emit('closed', { code });
  }

  #listenForSilence(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#socket.close();
      this.#onClosed(1006);
    }, SILENT_FOR_MS);
  }
}

function parse(data: unknown): ServerMessage | undefined {
  try {
    const value: unknown = JSON.parse(String(data));
    const typed = value as { type?: unknown } | null;
    return typed && typeof typed.type === 'string' ? (value as ServerMessage) : undefined;
  } catch {
    return undefined;
  }
}
