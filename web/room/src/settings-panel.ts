// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Playback, type Processing } from '@palaver/client';
import { icons } from './icons.js';
import { shared } from './shared-styles.js';
import type { Words } from './words.js';

/** What the person chose in the panel. */
export interface SettingsChoice {
  microphoneId?: string;
  speakerId?: string;
  processing?: Processing;
}

/** Which devices to use, and what the browser does to the microphone's sound. */
@customElement('palaver-settings')
export class SettingsPanel extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property() microphoneId = '';
  @property() speakerId = '';
  @property({ attribute: false }) processing: Processing = { echo: true, noise: true, gain: true };
  @state() private devices: readonly MediaDeviceInfo[] = [];

  readonly #onDevices = (): void => void this.#loadDevices();
  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      this.#close();
    }
  };
  readonly #onPress = (event: PointerEvent): void => {
    if (!event.composedPath().includes(this)) {
      this.#close();
    }
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.#onDevices();
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDevices);
    document.addEventListener('keydown', this.#onKey);
    document.addEventListener('pointerdown', this.#onPress);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDevices);
    document.removeEventListener('keydown', this.#onKey);
    document.removeEventListener('pointerdown', this.#onPress);
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus();
  }

  override render(): TemplateResult {
    const { words } = this;
    return html`
      <section class="panel" role="dialog" aria-labelledby="title">
        <header>
          <h2 id="title">${words.settings}</h2>
          <button class="close" type="button" aria-label=${words.close} @click=${this.#close}>${icons.close()}</button>
        </header>
        ${this.#devices('audioinput', 'microphone', words.microphone, this.microphoneId)}
        ${Playback.canChooseSpeaker ? this.#devices('audiooutput', 'speaker', words.speaker, this.speakerId) : nothing}
        <fieldset>
          <legend>${words.processing}</legend>
          ${this.#switch('echo', words.echo)} ${this.#switch('noise', words.noise)} ${this.#switch('gain', words.gain)}
        </fieldset>
      </section>
    `;
  }

  #devices(kind: MediaDeviceKind, id: string, label: string, chosen: string): TemplateResult {
    const devices = this.devices.filter((each) => each.kind === kind && each.deviceId && each.deviceId !== 'default');
    const known = devices.some((each) => each.deviceId === chosen);
    return html`<div class="device">
      <label for=${id}>${label}</label>
      <span class="select">
        <select id=${id} @change=${(event: Event) => this.#choose(id, (event.target as HTMLSelectElement).value)}>
          <option value="" .selected=${!known}>${this.words.standard}</option>
          ${devices.map(
            (each, i) => html`<option value=${each.deviceId} .selected=${each.deviceId === chosen}>
              ${each.label || this.words.unnamedDevice(i + 1)}
            </option>`,
          )}
        </select>
        ${icons.chevron()}
      </span>
    </div>`;
  }

  #switch(key: keyof Processing, label: string): TemplateResult {
    return html`<label class="switch">
      <span>${label}</span>
      <input
        type="checkbox"
        role="switch"
        .checked=${this.processing[key]}
        @change=${(event: Event) =>
          this.#say({ processing: { ...this.processing, [key]: (event.target as HTMLInputElement).checked } })}
      />
    </label>`;
  }

  async #loadDevices(): Promise<void> {
    this.devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  }

  #choose(id: string, deviceId: string): void {
    this.#say(id === 'microphone' ? { microphoneId: deviceId } : { speakerId: deviceId });
  }

  #say(choice: SettingsChoice): void {
    this.dispatchEvent(new CustomEvent('choice', { detail: choice }));
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      .panel {
        display: flex;
        flex-direction: column;
        gap: var(--space-4);
        max-height: calc(100dvh - 180px);
        overflow: auto;
        padding: var(--space-4) var(--space-5) var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--surface-raised);
        box-shadow: var(--shadow);
      }

      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }

      h2 {
        font-size: var(--text-large);
        letter-spacing: -0.01em;
      }

      .close {
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
        margin-right: -10px;
        border: 0;
        border-radius: 50%;
        background: none;
      }

      .close:hover {
        background: var(--surface-strong);
      }

      .device {
        display: flex;
        flex-direction: column;
        gap: var(--space-1);
      }

      .device label,
      legend {
        padding: 0;
        color: var(--ink-soft);
        font-size: var(--text-small);
        font-weight: 600;
      }

      .select {
        position: relative;
        display: flex;
        align-items: center;
      }

      .select .icon {
        position: absolute;
        right: var(--space-3);
        pointer-events: none;
      }

      select {
        width: 100%;
        min-height: 44px;
        padding: var(--space-2) 44px var(--space-2) var(--space-3);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--surface-raised);
        appearance: none;
        text-overflow: ellipsis;
      }

      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }

      .switch {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        min-height: 44px;
        cursor: pointer;
      }

      input[role='switch'] {
        position: relative;
        flex: none;
        width: 44px;
        height: 26px;
        margin: 0;
        border-radius: var(--radius-full);
        background: var(--line-strong);
        appearance: none;
        cursor: pointer;
        transition: background-color var(--quick) var(--ease);
      }

      input[role='switch']::before {
        content: '';
        position: absolute;
        top: 3px;
        left: 3px;
        width: 20px;
        height: 20px;
        border-radius: 50%;
        background: var(--surface-raised);
        transition: transform var(--quick) var(--ease);
      }

      input[role='switch']:checked {
        background: var(--accent);
      }

      input[role='switch']:checked::before {
        transform: translateX(18px);
      }
    `,
  ];
}
