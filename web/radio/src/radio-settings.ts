// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { styles } from '../../admin/src/styles.js';
import '../../room/src/language-switch.js';
import type { Signal } from './feel.js';
import type { Choices } from './choices.js';
import { missing } from './disc-state.js';
import type { Device, Levels, RadioState } from './state.js';
import { type Language, type RadioWords, radioWords } from './words.js';

const SIGNALS: readonly Signal[] = ['granted', 'queued', 'denied', 'revoked', 'busy', 'lost'];

/** The node's devices, how they sound, and what this page signals. */
@customElement('radio-settings')
export class RadioSettings extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) state!: RadioState;
  @property({ attribute: false }) choices!: Choices;
  /** Whether this is a phone's page, which has nothing to do with the node's devices. */
  @property({ type: Boolean }) handset = false;
  @query('#microphone-level') private readonly microphone!: HTMLElement | null;
  @query('#speaker-level') private readonly speaker!: HTMLElement | null;

  /** Shows how loud it is: by transform alone. */
  draw(levels: Levels): void {
    this.microphone?.style.setProperty('transform', `scaleX(${shown(levels.microphone)})`);
    this.speaker?.style.setProperty('transform', `scaleX(${shown(levels.speaker)})`);
  }

  override render(): TemplateResult {
    const t = radioWords[this.language];
    return html`<div class="stack">
      ${this.handset ? nothing : this.#sound(t)} ${this.#feel(t)}
      <section class="card">
        <h2>${t.thisRadio}</h2>
        <div class="row">
          <span>${t.language}</span>
          <palaver-language .language=${this.language} @language=${(event: CustomEvent<Language>) => this.#choose({ language: event.detail })}></palaver-language>
        </div>
        <div class="row"><span>${t.nodeId}</span><code>${this.state.node.node_id}</code></div>
      </section>
    </div>`;
  }

  #sound(t: RadioWords): TemplateResult {
    const { sound } = this.state;
    return html`<section class="card">
      <h2>${t.sound}</h2>
      ${sound.on
        ? html`${this.#device('microphone', t.microphone, sound.microphone)} ${this.#device('speaker', t.speaker, sound.speaker)}
            <p class="soft small">${t.deviceHint}</p>
            <div class="row echo">
              <span><b>${t.echoTest}</b><span class="soft small">${t.echoHint}</span></span>
              <button type="button" class="button" ?disabled=${sound.echo !== 'idle' || !sound.microphone.name}
                @click=${() => this.dispatchEvent(new CustomEvent('echo'))}>
                ${{ idle: t.echoTest, recording: t.echoRecording, playing: t.echoPlaying }[sound.echo]}
              </button>
            </div>`
        : html`<p class="soft">${missing(sound.microphone, t)}</p>`}
    </section>`;
  }

  #device(id: string, name: string, device: Device): TemplateResult {
    const t = radioWords[this.language];
    return html`<div class="device">
      <p><b>${name}</b> <span class=${device.name ? 'soft' : 'missing'}>${device.name ?? missing(device, t)}</span></p>
      ${device.name ? html`<span class="meter" aria-hidden="true"><i id="${id}-level"></i></span>` : nothing}
    </div>`;
  }

  #feel(t: RadioWords): TemplateResult {
    return html`<section class="card">
      <h2>${t.feel}</h2>
      ${this.state.sound.tones && !this.handset
        ? html`<p><b>${t.tones}</b><br /><span class="soft small">${t.tonesByNode}</span></p>`
        : this.#switch('tones', t.tones, t.tonesHint)} ${this.#switch('vibration', t.vibration, t.vibrationHint)}
      <p class="soft small">${t.tryOut}</p>
      <p class="actions">
        ${SIGNALS.map((each) => html`<button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent<Signal>('signal', { detail: each }))}>${t.signals[each]}</button>`)}
      </p>
    </section>`;
  }

  #switch(id: 'tones' | 'vibration', name: string, hint: string): TemplateResult {
    return html`<label class="row">
      <span><b>${name}</b><span class="soft small">${hint}</span></span>
      <input type="checkbox" .checked=${this.choices[id]} @change=${(event: Event) => this.#choose({ [id]: (event.target as HTMLInputElement).checked })} />
    </label>`;
  }

  #choose(change: Partial<Choices>): void {
    this.dispatchEvent(new CustomEvent<Partial<Choices>>('choose', { detail: change }));
  }

  static override styles = [
    styles,
    css`
      :host {
        max-width: 640px;
        margin: 0 auto;
      }

      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
        min-height: 52px;
        font-size: var(--text);
        font-weight: 400;
      }

      .row > span:first-child {
        display: flex;
        flex-direction: column;
      }

      label.row {
        cursor: pointer;
      }

      b {
        font-weight: 600;
      }

      input[type='checkbox'] {
        flex: none;
        width: 24px;
        min-height: 24px;
        accent-color: var(--accent);
      }

      .device {
        display: grid;
        gap: var(--space-2);
        margin-bottom: var(--space-4);
      }

      .missing {
        color: var(--critical);
      }

      .meter {
        display: block;
        height: 8px;
        overflow: hidden;
        border-radius: 4px;
        background: var(--surface-strong);
      }

      .meter i {
        display: block;
        height: 100%;
        border-radius: inherit;
        background: var(--accent);
        transform: scaleX(0);
        transform-origin: left;
        transition: transform 90ms linear;
      }

      .echo {
        margin-top: var(--space-4);
        padding-top: var(--space-3);
        border-top: 1px solid var(--line);
      }

      .actions {
        margin-top: var(--space-2);
      }

      code {
        font-size: var(--text-small);
        overflow-wrap: anywhere;
      }

      @media (max-width: 599px) {
        .echo {
          flex-direction: column;
          align-items: stretch;
        }
      }
    `,
  ];
}

/** A level as a share of a meter that goes from -60 dB to 0. */
function shown(level: number): string {
  const decibels = level > 0 ? 20 * Math.log10(level) : -60;
  return Math.min(1, Math.max(0, 1 + decibels / 60)).toFixed(3);
}
