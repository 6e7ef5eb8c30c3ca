// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { brand, brandStyles } from './brand.js';
import { icons } from './icons.js';
import type { ChatEntry } from '@palaver/client';
import './chat-panel.js';
import { meshNote } from './mesh-note.js';
import './notice-strip.js';
import type { Notice } from './notices.js';
import type { RoomChoice } from './rooms-list.js';
import type { Preferences } from './preferences.js';
import './settings-panel.js';
import { shared } from './shared-styles.js';
import type { Language, Words } from './words.js';

/** Asks for a name and joins the room that is already chosen: a name and one press are enough. */
@customElement('palaver-lobby')
export class Lobby extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) rooms: readonly RoomChoice[] = [];
  @property({ attribute: false }) room: RoomChoice | undefined;
  @property({ attribute: false }) notice: Notice | undefined;
  @property() name = '';
  @property({ type: Boolean }) busy = false;
  /** Shown once somebody was in a room and is not any more. */
  @property({ type: Boolean }) disconnected = false;
  /** Whether one press brings the person back to where the connection was lost. */
  @property({ type: Boolean }) rejoinable = false;
  @property() language: Language = 'en';
  @property({ attribute: false }) preferences!: Preferences;
  /** The messages of the chosen room; nothing where the server keeps no chat. */
  @property({ attribute: false }) chat: readonly ChatEntry[] | undefined;
  /** The names of those who are in the chosen room. */
  @property({ attribute: false }) present: readonly string[] = [];
  @state() private settingsOpen = false;
  @state() private nameMissing = false;

  override render(): TemplateResult {
    const { words } = this;
    return html`
      <div class="top">
        ${brand()}
        <slot name="language"></slot>
      </div>
      <div class="columns ${this.chat ? 'with-chat' : ''}">
      <div class="lobby">
        ${this.disconnected ? html`<p class="status"><span class="dot"></span>${words.disconnected}</p>` : nothing}
        ${this.#title()} ${this.#notice()} ${meshNote(this.room?.topology, words)}
        <form novalidate @submit=${this.#submit}>
          <label for="name">${words.name}</label>
          <input
            id="name"
            name="name"
            type="text"
            maxlength="40"
            autocomplete="nickname"
            autocapitalize="words"
            spellcheck="false"
            enterkeyhint="go"
            required
            aria-describedby="hint"
            aria-invalid=${this.nameMissing}
            .value=${this.name}
            @input=${this.#typed}
          />
          <p id="hint" class=${this.nameMissing ? 'hint missing' : 'hint'}>
            ${this.nameMissing ? html`${icons.alert()}${words.nameMissing}` : words.nameHint}
          </p>
          <button class="button primary join" type="submit" ?disabled=${this.busy}>
            ${this.busy ? words.joining : words.join}
          </button>
        </form>
        <div class="more">
          ${this.rooms.length > 1 ? this.#otherRooms() : nothing}
          <button
            class="check"
            type="button"
            aria-expanded=${this.settingsOpen}
            aria-haspopup="dialog"
            @click=${() => (this.settingsOpen = !this.settingsOpen)}
          >${icons.test()}${words.deviceTest}</button>
        </div>
        ${this.settingsOpen
          ? html`<palaver-settings
              .words=${words}
              .language=${this.language}
              .preferences=${this.preferences}
              @choice=${(event: CustomEvent) => this.dispatchEvent(new CustomEvent('choice', { detail: event.detail }))}
              @close=${this.#closeSettings}
            ></palaver-settings>`
          : nothing}
      </div>
      ${this.chat
        ? html`<palaver-chat .language=${this.language} .entries=${this.chat}></palaver-chat>`
        : nothing}
      </div>
    `;
  }

  #title(): TemplateResult {
    const { room, words } = this;
    return html`
      <header>
        <p class="world">${room?.world ?? words.voiceRoom}</p>
        <h1>${room?.roomName ?? words.voiceRoom}</h1>
        <p class="here">
          ${room && room.max > 0 ? html`${this.#seats(room)}<span>${words.here(room.count, room.max)}</span>` : nothing}
        </p>
        ${this.present.length > 0 ? html`<p class="present">${words.present(this.present.join(', '))}</p>` : nothing}
      </header>
    `;
  }

  #seats(room: RoomChoice): TemplateResult | typeof nothing {
    return room.max > 12
      ? nothing
      : html`<span class="seats" aria-hidden="true"
          >${Array.from({ length: room.max }, (_, i) => html`<i class=${i < room.count ? 'taken' : ''}></i>`)}</span
        >`;
  }

  #notice(): TemplateResult | typeof nothing {
    const { notice, words } = this;
    return notice
      ? html`<palaver-notice tone=${notice.calm ? 'info' : 'problem'} heading=${notice.title} text=${notice.text}>
          ${notice.action === 'listen'
            ? html`<button class="button" type="button" ?disabled=${this.busy} @click=${this.#listen}>
                ${icons.headphones()}${words.joinAsListener}
              </button>`
            : nothing}
          ${this.rejoinable
            ? html`<button class="button primary rejoin" type="button" @click=${() => this.dispatchEvent(new CustomEvent('rejoin'))}>
                ${words.rejoin}
              </button>`
            : nothing}
        </palaver-notice>`
      : nothing;
  }

  #otherRooms(): TemplateResult {
    const worlds = [...new Set(this.rooms.map((each) => each.world))];
    return html`<div class="other">
      <label for="room">${this.words.room}</label>
      <span class="select">
        <select id="room" ?disabled=${this.busy} @change=${this.#choose}>
          ${worlds.map(
            (world) => html`<optgroup label=${world}>
              ${this.rooms.map((each, i) => (each.world === world ? this.#option(each, i) : nothing))}
            </optgroup>`,
          )}
        </select>
        ${icons.chevron()}
      </span>
    </div>`;
  }

  #option(room: RoomChoice, index: number): TemplateResult {
    const chosen = room.world === this.room?.world && room.roomId === this.room.roomId;
    return html`<option value=${index} .selected=${chosen}>${room.roomName} · ${room.count}/${room.max}</option>`;
  }

  #closeSettings(): void {
    this.settingsOpen = false;
    this.renderRoot.querySelector<HTMLElement>('.check')?.focus();
  }

  #typed(event: Event): void {
    this.name = (event.target as HTMLInputElement).value;
    this.nameMissing = false;
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.#join(true);
  }

  #listen(): void {
    this.#join(false);
  }

  #join(microphone: boolean): void {
    const name = this.name.trim();
    if (!name) {
      this.nameMissing = true;
      this.renderRoot.querySelector<HTMLInputElement>('#name')?.focus();
      return;
    }
    if (!this.busy) {
      this.dispatchEvent(new CustomEvent('join', { detail: { name, microphone } }));
    }
  }

  #choose(event: Event): void {
    const room = this.rooms[Number((event.target as HTMLSelectElement).value)];
    if (room) {
      this.dispatchEvent(new CustomEvent('room', { detail: room }));
    }
  }

  static override styles = [
    shared,
    brandStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr;
        min-height: 100%;
      }

      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: max(var(--space-4), env(safe-area-inset-top)) var(--space-6) var(--space-3);
      }

      .present {
        margin-top: var(--space-1);
        overflow-wrap: anywhere;
        color: var(--ink-soft);
        font-size: 0.9375rem;
      }

      .columns {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }

      palaver-chat {
        width: min(480px, 100% - 2 * var(--space-5));
        height: 340px;
        margin: 0 auto var(--space-8);
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
      }

      @container (min-width: 960px) {
        .with-chat {
          flex-direction: row-reverse;
          align-items: stretch;
          justify-content: center;
          gap: var(--space-5);
          width: min(980px, 100% - 2 * var(--space-6));
          height: min(600px, 100% - var(--space-10));
          margin: auto;
        }

        .with-chat .lobby {
          flex: 0 0 460px;
          margin: 0;
          overflow: auto;
          translate: none;
        }

        .with-chat palaver-chat {
          flex: 1 1 0;
          width: auto;
          min-width: 0;
          height: auto;
          margin: 0;
          border-radius: 28px;
        }
      }

      .more {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
      }

      .check {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 40px;
        padding: 0;
        border: 0;
        background: none;
        color: var(--ink-soft);
        font-size: 0.9375rem;
        text-decoration: underline;
        text-decoration-color: var(--line-strong);
        text-underline-offset: 4px;
      }

      .check:hover {
        color: var(--ink);
      }

      .check .icon {
        width: 1.25em;
        height: 1.25em;
      }

      palaver-settings::before {
        content: '';
        position: fixed;
        inset: 0;
        background: color-mix(in oklab, var(--surface) 70%, transparent);
      }

      palaver-settings {
        position: fixed;
        z-index: 3;
        inset: 0;
        width: min(420px, 100vw - 2 * var(--space-3));
        height: fit-content;
        margin: auto;
      }

      .lobby {
        position: relative;
        display: flex;
        flex-direction: column;
        gap: var(--space-6);
        width: min(480px, 100% - 2 * var(--space-5));
        margin: auto;
        padding: var(--space-6) 0 var(--space-12);
      }

      @container (min-width: 600px) {
        .lobby {
          margin-block: auto;
          padding: var(--space-10);
          border: 1px solid var(--line);
          border-radius: 28px;
          background: var(--surface-raised);
          box-shadow: var(--shadow);
          translate: 0 calc(-1 * var(--space-6));
        }
      }

      @container (max-width: 599px) {
        .top {
          padding: max(var(--space-3), env(safe-area-inset-top)) var(--space-4) var(--space-2);
        }
      }

      .status {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink-soft);
        font-weight: 600;
      }

      .dot {
        width: 10px;
        height: 10px;
        border: 2px solid currentColor;
        border-radius: 50%;
      }

      .world {
        color: var(--accent);
        font-size: var(--text-small);
        font-weight: 600;
        letter-spacing: 0.04em;
        text-transform: capitalize;
      }

      h1 {
        font-size: var(--text-display);
        font-weight: 700;
        letter-spacing: -0.022em;
        line-height: 1.12;
        overflow-wrap: anywhere;
      }

      .here {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 1.5em;
        margin-top: var(--space-3);
        color: var(--ink-soft);
        font-size: 0.9375rem;
        font-variant-numeric: tabular-nums;
      }

      .seats {
        display: flex;
        gap: var(--space-1);
      }

      .seats i {
        width: 9px;
        height: 9px;
        border-radius: 50%;
        background: var(--surface-strong);
        box-shadow: inset 0 0 0 1px var(--line);
      }

      .seats .taken {
        background: var(--accent);
        box-shadow: none;
      }

      form {
        display: flex;
        flex-direction: column;
      }

      form label {
        margin-bottom: var(--space-2);
        font-weight: 600;
      }

      #name {
        width: 100%;
        min-height: 56px;
        padding: var(--space-3) var(--space-4);
        border: 1.5px solid var(--line-strong);
        border-radius: var(--radius);
        background: var(--field);
        font-size: 1.0625rem;
      }

      #name:focus-visible {
        border-color: var(--accent);
        outline: 3px solid color-mix(in oklab, var(--accent) 35%, transparent);
        outline-offset: 0;
      }

      #name[aria-invalid='true'] {
        border-color: var(--critical);
      }

      .hint {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        min-height: 1.5em;
        margin: var(--space-2) 0 var(--space-5);
        color: var(--ink-soft);
        font-size: var(--text-small);
      }

      .hint.missing {
        color: var(--critical);
        font-weight: 600;
      }

      .join {
        width: 100%;
        min-height: 56px;
        border-radius: var(--radius);
        font-size: 1.0625rem;
      }

      .other {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink-soft);
        font-size: 0.9375rem;
      }

      .select {
        position: relative;
        display: inline-flex;
        align-items: center;
        min-width: 0;
      }

      .select .icon {
        position: absolute;
        right: var(--space-2);
        width: 1.25em;
        height: 1.25em;
        pointer-events: none;
      }

      select {
        min-height: 40px;
        max-width: 100%;
        padding: var(--space-1) var(--space-8) var(--space-1) var(--space-3);
        border: 1px solid var(--line);
        border-radius: var(--radius-full);
        background: transparent;
        color: var(--ink);
        appearance: none;
        text-overflow: ellipsis;
      }
    `,
  ];
}
