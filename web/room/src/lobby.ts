// SPDX-License-Identifier: Apache-2.0
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChatEntry } from '@palaver/client';
import { brand, brandStyles } from './brand.js';
import { icons } from './icons.js';
import { lobbyStyles } from './lobby-styles.js';
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
  /** Whether the room, its chat and its people are known: nothing moves under a finger any more. */
  @property({ type: Boolean }) settled = false;
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
      <div class="columns ${this.chat ? 'with-chat' : ''} ${this.settled ? '' : 'coming'}">
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
          <button class="button primary join" type="submit" ?disabled=${this.busy || !this.settled}>
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
        <p class="present">${this.present.length > 0 ? words.present(this.present.join(', ')) : nothing}</p>
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
    if (!this.busy && this.settled) {
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
    lobbyStyles,
  ];
}
