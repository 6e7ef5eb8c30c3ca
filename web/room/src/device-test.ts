// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LevelMeter, Microphone, type MicrophoneChoice, type MicrophoneError } from '@palaver/client';
import { icons } from './icons.js';
import { noticeFor } from './notices.js';
import { shared } from './shared-styles.js';
import { Sounds } from './sounds.js';
import { type Language, words, type Words } from './words.js';

/** A level that is surely somebody's voice. */
const HEARD_LEVEL = 0.18;

/** Shows before a call whether the microphone hears and the speaker sounds; nothing is sent. */
@customElement('palaver-device-test')
export class DeviceTest extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) choice!: MicrophoneChoice;
  @property() speakerId = '';
  @state() private testing = false;
  @state() private heard = false;
  @state() private problem: MicrophoneError | undefined;
  readonly #microphone = new Microphone();
  readonly #meter = new LevelMeter();
  readonly #sounds = new Sounds();
  #frame = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override render(): TemplateResult {
    const text = this.#words;
    return html`
      <div class="buttons">
        <button class="button" type="button" @click=${() => (this.testing ? this.#stop() : void this.#start())}>
          ${icons.mic()}${this.testing ? text.testStop : text.testMicrophone}
        </button>
        <button class="button" type="button" @click=${this.#sound}>${icons.sound()}${text.testSpeaker}</button>
      </div>
      ${this.testing
        ? html`<div class="meter" role="img" aria-label=${text.testLevel}><i></i></div>
            <p role="status">${this.heard ? text.testHeard : text.testSpeak}</p>`
        : nothing}
      ${this.problem ? html`<p role="alert" class="problem">${noticeFor(this.problem, text)?.text}</p>` : nothing}
    `;
  }

  get #words(): Words {
    return words[this.language];
  }

  async #start(): Promise<void> {
    this.problem = undefined;
    this.heard = false;
    try {
      const track = await this.#microphone.open(this.choice);
      if (!this.isConnected) {
        this.#microphone.close();
        return;
      }
      this.#meter.follow(track);
      this.testing = true;
      this.#draw();
    } catch (error) {
      this.problem = error as MicrophoneError;
    }
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#microphone.close();
    this.#meter.close();
    this.testing = false;
  }

  #draw(): void {
    const level = this.#meter.level();
    const bar = this.renderRoot.querySelector<HTMLElement>('.meter i');
    if (bar) {
      bar.style.transform = `scaleX(${Math.min(1, level * 2).toFixed(3)})`;
    }
    this.heard ||= level > HEARD_LEVEL;
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #sound(): void {
    this.#sounds.speakerId = this.speakerId;
    void this.#sounds.play('test');
  }

  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--space-2);
        font-size: 0.9375rem;
      }

      .buttons {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: var(--space-2);
      }

      .buttons .button {
        padding-inline: var(--space-2);
        font-size: 0.9375rem;
        line-height: 1.25;
      }

      .meter {
        height: 10px;
        overflow: hidden;
        border-radius: var(--radius-full);
        background: var(--surface-strong);
      }

      .meter i {
        display: block;
        height: 100%;
        border-radius: inherit;
        background: var(--accent);
        transform: scaleX(0);
        transform-origin: left;
        transition: transform 80ms linear;
      }

      p {
        color: var(--ink-soft);
        font-size: var(--text-small);
      }

      .problem {
        color: var(--critical);
      }
    `,
  ];
}
