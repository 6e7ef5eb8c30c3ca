// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Playback, type Processing } from '@palaver/client';
import { icons } from './icons.js';
import './device-test.js';
import './panel.js';
import type { Preferences } from './preferences.js';
import { keyName } from './push-to-talk.js';
import { shared } from './shared-styles.js';
import type { Language, Words } from './words.js';

/** What the person chose in the panel. */
export type SettingsChoice = Partial<
  Pick<Preferences, 'microphoneId' | 'speakerId' | 'processing' | 'pushToTalk' | 'pushKey' | 'sounds' | 'statistics'>
>;

/** Which devices to use, and what the browser does to the microphone's sound. */
@customElement('palaver-settings')
export class SettingsPanel extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property() language: Language = 'en';
  @property({ attribute: false }) preferences!: Preferences;
  @property({ type: Boolean }) inCall = false;
  @state() private keyWanted = false;
  @state() private devices: readonly MediaDeviceInfo[] = [];

  readonly #onDevices = (): void => void this.#loadDevices();
  readonly #onPushKey = (event: KeyboardEvent): void => this.#takeKey(event);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#onDevices();
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDevices);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDevices);
    window.removeEventListener('keydown', this.#onPushKey, { capture: true });
  }

  override render(): TemplateResult {
    const { words, preferences } = this;
    return html`<palaver-panel
      heading=${this.inCall ? words.settings : words.deviceTest}
      closeLabel=${words.close}
      @close=${() => this.dispatchEvent(new CustomEvent('close'))}
    >
      ${this.#devices('audioinput', 'microphone', words.microphone, preferences.microphoneId)}
      ${Playback.canChooseSpeaker
        ? this.#devices('audiooutput', 'speaker', words.speaker, preferences.speakerId)
        : nothing}
      ${this.inCall ? nothing : this.#test()} ${this.#mode()}
      <fieldset>
        <legend>${words.processing}</legend>
        ${this.#processing('echo', words.echo)} ${this.#processing('noise', words.noise)}
        ${this.#processing('gain', words.gain)}
      </fieldset>
      <fieldset>
        <legend>${words.page}</legend>
        ${this.#switch(words.sounds, preferences.sounds, (sounds) => this.#say({ sounds }))}
        ${this.inCall
          ? this.#switch(words.statisticsSwitch, preferences.statistics, (statistics) => this.#say({ statistics }), words.statisticsKey)
          : nothing}
      </fieldset>
    </palaver-panel>`;
  }

  #test(): TemplateResult {
    const { microphoneId: deviceId, processing, speakerId } = this.preferences;
    return html`<palaver-device-test
      .language=${this.language}
      .choice=${{ deviceId, processing }}
      .speakerId=${speakerId}
    ></palaver-device-test>`;
  }

  #mode(): TemplateResult {
    const { words, preferences } = this;
    const mode = (push: boolean, label: string): TemplateResult => html`<label class="choice">
      <input
        type="radio"
        name="mode"
        .checked=${preferences.pushToTalk === push}
        @change=${() => this.#say({ pushToTalk: push })}
      /><span>${label}</span>
    </label>`;
    return html`<fieldset>
      <legend>${words.microphoneMode}</legend>
      <div class="choices">${mode(false, words.modeOpen)} ${mode(true, words.modePush)}</div>
      ${preferences.pushToTalk
        ? html`<div class="key">
            <span>${words.pushKey(keyName(preferences.pushKey, words.keySpace))}</span>
            <button class="button" type="button" @click=${this.#askForKey}>
              ${this.keyWanted ? words.pushPress : words.pushChange}
            </button>
          </div>`
        : nothing}
    </fieldset>`;
  }

  #askForKey(): void {
    this.keyWanted = true;
    window.addEventListener('keydown', this.#onPushKey, { capture: true });
  }

  #takeKey(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    window.removeEventListener('keydown', this.#onPushKey, { capture: true });
    this.keyWanted = false;
    // These lead out of wherever a person is: as a key to talk they would lock them in.
    if (!['Escape', 'Tab', 'Enter'].includes(event.code)) {
      this.#say({ pushKey: event.code });
    }
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

  #processing(key: keyof Processing, label: string): TemplateResult {
    const { processing } = this.preferences;
    return this.#switch(label, processing[key], (on) => this.#say({ processing: { ...processing, [key]: on } }));
  }

  #switch(label: string, on: boolean, change: (on: boolean) => void, hint = ''): TemplateResult {
    return html`<label class="switch">
      <span>${label}${hint ? html`<small>${hint}</small>` : nothing}</span>
      <input
        type="checkbox"
        role="switch"
        .checked=${on}
        @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
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

  static override styles = [
    shared,
    css`
      :host {
        display: block;
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

      .choices {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 2px;
        margin-top: var(--space-1);
        padding: 2px;
        border-radius: var(--radius-full);
        background: var(--surface-strong);
      }

      .choice {
        position: relative;
        display: grid;
        place-items: center;
        min-height: 40px;
        border-radius: var(--radius-full);
        cursor: pointer;
      }

      .choice input {
        position: absolute;
        inset: 0;
        margin: 0;
        border-radius: inherit;
        appearance: none;
        cursor: pointer;
      }

      .choice:has(:checked) {
        background: var(--surface-raised);
        box-shadow: 0 0 0 1px var(--line);
        font-weight: 600;
      }

      .key {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        margin-top: var(--space-2);
        font-size: 0.9375rem;
      }

      small {
        display: block;
        color: var(--ink-soft);
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
