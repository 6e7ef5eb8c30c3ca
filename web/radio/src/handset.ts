// SPDX-License-Identifier: Apache-2.0
import { LevelMeter } from '../../client/src/level-meter.js';
import { MediaConnection } from '../../client/src/media-connection.js';
import { Microphone } from '../../client/src/microphone.js';
import { PlaybackLine } from '../../client/src/playback-line.js';

/** Whether this page is a phone's, not the node's own. */
export function isHandset(): boolean {
  return location.pathname === '/handset';
}

/** What this browser keeps of the radio whose handset it is. The key is a secret. */
interface Kept {
  key: string;
  name: string;
}

const KEY = 'palaver.handset';
const CHOICE = { deviceId: '', processing: { echo: true, noise: true, gain: true } };
const ANSWER_WITHIN_MS = 8_000;
const AGAIN_MS = 1_000;

export function loadKept(): Kept {
  try {
    return { key: '', name: '', ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>) };
  } catch {
    return { key: '', name: '' };
  }
}

function keep(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Private windows may refuse storage: the phone then needs a new code next time.
  }
}

/** The code and the certificate's fingerprint that the QR code had, from an address such as `#code.fingerprint`. */
export function codeOf(hash: string): { code: string; fingerprint: string } {
  const [, code = '', fingerprint = ''] = /^#([A-Za-z0-9_-]{22})(?:\.([0-9A-F]{64}))?$/.exec(hash) ?? [];
  return { code, fingerprint: fingerprint.replace(/(..)(?=.)/g, '$1:') };
}

export interface HandsetHandlers {
  /** Sends a frame to the node. */
  send(frame: object): void;
  /** Whether voice goes both ways now. */
  voice(connected: boolean): void;
}

/** A phone as a handset: its microphone, which is sent only while its button is down, and the channel's voice. */
export class Handset {
  readonly #handlers: HandsetHandlers;
  readonly #microphone = new Microphone();
  readonly #meter = new LevelMeter();
  #media: MediaConnection | undefined;
  #line: PlaybackLine | undefined;
  #answered: ((sdp: string) => void) | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #talking = false;
  #online = false;
  #code: string;
  name: string;

  constructor(code: string, handlers: HandsetHandlers) {
    this.#code = code;
    this.#handlers = handlers;
    this.name = loadKept().name;
  }

  /** Opens the microphone: in answer to a person's press, as browsers want it. */
  async open(): Promise<void> {
    this.#meter.follow(await this.#microphone.open(CHOICE));
  }

  /** What it says first. */
  hello(): object {
    return { type: 'hello', code: this.#code, key: loadKept().key, name: this.name };
  }

  /** The node knows it now. */
  welcome(key: string, name: string): void {
    this.#code = '';
    this.name = name;
    keep({ key, name });
    this.#online = true;
    void this.#connect();
  }

  /** The node does not want it: another code is needed. */
  forget(): void {
    keep({ key: '', name: this.name });
  }

  answer(sdp: string): void {
    this.#answered?.(sdp);
  }

  /** The line to the node is gone; it is welcomed anew when it is back. */
  offline(): void {
    this.#online = false;
    this.#drop();
  }

  /** Sends the microphone from now on, or nothing. */
  talk(on: boolean): void {
    this.#talking = on;
    void this.#media?.send(on ? this.#microphone.track : null).catch(() => undefined);
  }

  /** How loud its own microphone is, 0 to 1. */
  level(): number {
    return this.#meter.level();
  }

  close(): void {
    this.#online = false;
    this.#drop();
    this.#microphone.close();
    this.#meter.close();
  }

  #drop(): void {
    clearTimeout(this.#again);
    this.#media?.close();
    this.#line?.stop();
    this.#media = undefined;
    this.#line = undefined;
    this.#handlers.voice(false);
  }

  async #connect(): Promise<void> {
    this.#drop();
    const media = new MediaConnection([], 1, (offer) => this.#negotiate(offer), () => 'nothing');
    this.#media = media;
    media.on('changed', () => {
      if (media === this.#media && ['failed', 'closed'].includes(media.connection.connectionState)) {
        this.#retry();
      }
    });
    try {
      await media.connect();
    } catch {
      if (media === this.#media) {
        this.#retry();
      }
      return;
    }
    if (media !== this.#media) {
      media.close();
      return;
    }
    const [line] = media.lines;
    if (line) {
      this.#line = new PlaybackLine(line.track);
      await this.#line.play().catch(() => undefined);
    }
    if (this.#talking) {
      this.talk(true);
    }
    this.#handlers.voice(true);
  }

  #retry(): void {
    this.#drop();
    if (this.#online) {
      this.#again = setTimeout(() => void this.#connect(), AGAIN_MS);
    }
  }

  #negotiate(sdp: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the radio did not answer the offer')), ANSWER_WITHIN_MS);
      this.#answered = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      this.#handlers.send({ type: 'offer', sdp });
    });
  }
}
