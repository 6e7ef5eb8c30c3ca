// SPDX-License-Identifier: Apache-2.0
import type { Frame, HandsetCode, Levels, RadioState, Refused } from './state.js';

const AGAIN_MS = 300;
const AGAIN_MS_MAX = 3_000;

export interface LiveHandlers {
  /** Something is different: `state` is new each time, undefined until the node said everything. */
  state(state: RadioState | undefined, connected: boolean): void;
  levels(levels: Levels): void;
  refused(refused: Refused): void;
  /** By what a phone may come in. */
  code?(code: HandsetCode): void;
  /** What a handset says first, each time. */
  hello?(): object;
  /** The node knows this handset now. */
  welcome?(key: string, name: string): void;
  /** The node answers the handset's offer. */
  answer?(sdp: string): void;
}

/** The page's line to its node: it comes back by itself and is then told everything anew. */
export class Live {
  readonly #handlers: LiveHandlers;
  #socket: WebSocket | undefined;
  #state: Partial<RadioState> = {};
  #offsetMs = 0;
  #attempts = 0;
  #watch = { diagnostics: false, levels: false };
  #again: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(handlers: LiveHandlers) {
    this.#handlers = handlers;
    this.#connect();
  }

  get connected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** The node's clock now, in milliseconds. */
  nodeMs(): number {
    return performance.now() + this.#offsetMs;
  }

  press(emergency = false): void {
    this.#send({ type: 'press', emergency });
  }

  hold(): void {
    this.#send({ type: 'hold' });
  }

  release(): void {
    this.#send({ type: 'release' });
  }

  say(text: string): void {
    this.#send({ type: 'say', text });
  }

  testEcho(): void {
    this.#send({ type: 'test_echo' });
  }

  answer(nodeId: string, admitted: boolean): void {
    this.#send({ type: 'answer', node_id: nodeId, admitted });
  }

  handsetCode(): void {
    this.#send({ type: 'handset_code' });
  }

  removeHandset(id: string): void {
    this.#send({ type: 'remove_handset', id });
  }

  /** Sends a frame of a handset. */
  send(frame: object): void {
    this.#send(frame);
  }

  /** What the page looks at besides; the node sends that only then. */
  watch(diagnostics: boolean, levels: boolean): void {
    if (diagnostics !== this.#watch.diagnostics || levels !== this.#watch.levels) {
      this.#watch = { diagnostics, levels };
      this.#send({ type: 'watch', ...this.#watch });
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
    this.#socket?.close();
  }

  #send(message: object): void {
    if (this.connected) {
      this.#socket?.send(JSON.stringify(message));
    }
  }

  #connect(): void {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/radio`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#state = {};
      const hello = this.#handlers.hello?.();
      if (hello) {
        this.#send(hello);
      } else {
        this.#send({ type: 'watch', ...this.#watch });
      }
    };
    socket.onmessage = ({ data }) => this.#take(JSON.parse(String(data)) as Frame);
    socket.onclose = () => this.#lost();
  }

  #take(frame: Frame): void {
    if (frame.type === 'state') {
      this.#attempts = 0;
      this.#offsetMs = frame.now_ms - performance.now();
      this.#state = { ...this.#state, ...frame.set };
      this.#handlers.state(this.#state as RadioState, true);
      return;
    }
    switch (frame.type) {
      case 'level':
        this.#handlers.levels(frame);
        break;
      case 'welcome':
        this.#handlers.welcome?.(frame.key, frame.name);
        this.#send({ type: 'watch', ...this.#watch });
        break;
      case 'answer':
        this.#handlers.answer?.(frame.sdp);
        break;
      case 'handset_code':
        this.#handlers.code?.(frame);
        break;
      default:
        this.#handlers.refused(frame);
    }
  }

  #lost(): void {
    if (this.#closed) {
      return;
    }
    this.#handlers.state('node' in this.#state ? (this.#state as RadioState) : undefined, false);
    this.#again = setTimeout(() => this.#connect(), Math.min(AGAIN_MS_MAX, AGAIN_MS * 2 ** this.#attempts++));
  }
}
