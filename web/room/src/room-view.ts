// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type {
  ChatEntry, ClientStatus, LineQuality, Observer, Participant, RoomInfo, VoiceDiagnostics,
} from '@palaver/client';
import './chat-panel.js';
import './control-bar.js';
import type { ControlBar } from './control-bar.js';
import { icons } from './icons.js';
import type { Chosen, ModeratingState } from './moderating.js';
import './notice-strip.js';
import { meshChip } from './mesh-note.js';
import './participant-grid.js';
import type { ParticipantGrid } from './participant-grid.js';
import './person-menu.js';
import type { Preferences } from './preferences.js';
import type { ReportingState } from './reporting.js';
import './settings-panel.js';
import { shared } from './shared-styles.js';
import './telemetry-overlay.js';
import type { Language, Words } from './words.js';

/** A room from the inside: the state, the people, the bar. */
@customElement('palaver-room-view')
export class RoomView extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) room: RoomInfo | undefined;
  @property({ attribute: false }) participants: readonly Participant[] = [];
  @property({ attribute: false }) userId: string | undefined;
  @property({ attribute: false }) preferences!: Preferences;
  @property() status: ClientStatus = 'connecting';
  @property({ type: Boolean }) muted = false;
  @property({ type: Boolean }) microphone = false;
  /** Only listens, for the moderation. */
  @property({ type: Boolean }) observing = false;
  @property({ type: Boolean }) blocked = false;
  @property({ type: Boolean }) copied = false;
  @property() language: Language = 'en';
  @property({ type: Boolean }) deafened = false;
  /** The attempt to come back that is under way, or 0. */
  @property({ type: Number }) attempt = 0;
  /** The messages of the room; nothing where the server keeps no chat. */
  @property({ attribute: false }) chat: readonly ChatEntry[] | undefined;
  @property() chatRefusal = '';
  @property({ type: Number }) unread = 0;
  @property({ attribute: false }) observers: readonly Observer[] = [];
  @property({ type: Boolean }) locked = false;
  @property({ attribute: false }) diagnostics: VoiceDiagnostics | undefined;
  @property() reported: ReportingState = 'no';
  @property({ attribute: false }) permissions: readonly string[] = [];
  @property() moderating: ModeratingState = 'idle';
  /** What a moderator warned of; empty when it was read. */
  @property() warning = '';
  /** What a screen reader says now. */
  @property() announcement = '';
  @property({ attribute: false }) qualityOf: (userId: string) => LineQuality | undefined = () => undefined;
  @property({ attribute: false }) volumeOf: (userId: string) => number = () => 1;
  @state() private personId: string | undefined;
  /** A passing word about a device or the microphone. */
  @property() hint = '';
  @state() private settingsOpen = false;
  @query('palaver-grid') private readonly grid!: ParticipantGrid | null;
  @query('palaver-bar') private readonly bar!: ControlBar | null;

  /** Draws how loud people are, by person. */
  drawLevels(levels: ReadonlyMap<string, number>): void {
    this.grid?.drawLevels(levels);
    if (this.bar && this.userId !== undefined) {
      this.bar.level = levels.get(this.userId) ?? 0;
    }
  }

  override willUpdate(): void {
    this.toggleAttribute('data-chat', this.chat !== undefined && this.preferences.chat);
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  /** Draws how well people are heard; called with each new report. */
  drawQualities(): void {
    this.grid?.drawQualities(this.qualityOf);
  }

  override render(): TemplateResult {
    const { words } = this;
    const withChat = this.chat !== undefined && this.preferences.chat;
    return html`
      ${this.#header()}
      <div class="body ${withChat ? 'with-chat' : ''}">
        <palaver-grid
          .participants=${this.participants}
          .words=${words}
          .language=${this.language}
          .userId=${this.userId}
          .seats=${this.room?.maxParticipants ?? 10}
          ?listening=${!this.microphone && this.status === 'connected'}
          ?inviting=${this.status === 'connected'}
          ?copied=${this.copied}
          @invite=${() => this.#say('invite')}
          @menu=${(event: CustomEvent<string>) => this.#openPerson(event.detail)}
        ></palaver-grid>
        ${withChat ? this.#chat() : nothing}
        ${this.preferences.statistics
          ? html`<palaver-telemetry
              .language=${this.language}
              .diagnostics=${this.diagnostics}
              @close=${() => this.#choose({ statistics: false })}
            ></palaver-telemetry>`
          : nothing}
      </div>
      <div class="notices">${this.#warning()} ${this.#silenced()} ${this.#blocked()} ${this.#hint()}</div>
      <div class="foot">
        ${this.settingsOpen ? this.#settings() : nothing} ${this.#person()}
        <palaver-bar
          .words=${words}
          ?muted=${this.muted}
          ?deafened=${this.deafened}
          ?push=${this.preferences.pushToTalk}
          ?microphone=${this.microphone || this.status === 'connecting'}
          ?observing=${this.observing}
          ?settingsOpen=${this.settingsOpen}
          ?chat=${this.chat !== undefined}
          ?chatOpen=${withChat}
          .unread=${this.unread}
          @mute=${() => this.#say('mute')}
          @talk=${() => this.#say('talk')}
          @hush=${() => this.#say('hush')}
          @deafen=${() => this.#say('deafen')}
          @chat=${() => this.#choose({ chat: !this.preferences.chat })}
          @add-microphone=${() => this.#say('add-microphone')}
          @leave=${() => this.#say('leave')}
          @settings=${this.#openSettings}
        ></palaver-bar>
      </div>
      <p class="visually-hidden announcer" role="status" aria-live="polite">${this.announcement}</p>
    `;
  }

  #header(): TemplateResult {
    const { words, room } = this;
    const observers = this.observers.map((each) => each.username).join(', ');
    return html`<header>
      <div class="title">
        <h1 tabindex="-1">${room?.roomName ?? words.voiceRoom}</h1>
        <p class="line">
          <span class="state ${this.status}" role="status">${this.#stateWord()}</span>
          <span class="count">${this.participants.length}/${room?.maxParticipants ?? 10}</span>
          <span class="world">${room?.world}</span>
          ${meshChip(room?.topology, words)}
          ${this.locked ? html`<span class="chip locked">${icons.lock()}${words.locked}</span>` : nothing}
          ${observers ? html`<span class="chip observed">${icons.ear()}${words.observed(observers)}</span>` : nothing}
        </p>
      </div>
      <slot name="language"></slot>
    </header>`;
  }

  #chat(): TemplateResult {
    return html`<palaver-chat
      .language=${this.language}
      .entries=${this.chat ?? []}
      .userId=${this.userId}
      .refusal=${this.chatRefusal}
      writable
      @say=${(event: CustomEvent<string>) => this.#tell('say', event.detail)}
      ><button slot="close" class="hide" type="button" aria-label=${this.words.close} @click=${() => this.#choose({ chat: false })}>
        ${icons.close()}
      </button></palaver-chat
    >`;
  }

  #warning(): TemplateResult | typeof nothing {
    return this.warning
      ? html`<palaver-notice
          tone="moderator"
          heading=${this.words.warnedTitle}
          text=${this.warning}
          dismissLabel=${this.words.dismiss}
          @dismiss=${() => this.#say('warning-read')}
        ></palaver-notice>`
      : nothing;
  }

  #person(): TemplateResult | typeof nothing {
    const person = this.participants.find((each) => each.userId === this.personId);
    return person
      ? html`<palaver-person
          .language=${this.language}
          .person=${person}
          .quality=${this.qualityOf(person.userId)}
          .volume=${this.volumeOf(person.userId)}
          .reported=${this.reported}
          .permissions=${this.permissions}
          .moderating=${this.moderating}
          @moderate=${(event: CustomEvent<Chosen>) => this.#tell('moderate', { person, ...event.detail })}
          @code=${(event: CustomEvent<string>) => this.#tell('code', event.detail)}
          @volume=${(event: CustomEvent<number>) => this.#tell('volume', { userId: person.userId, volume: event.detail })}
          @report=${(event: CustomEvent<string>) => this.#tell('report', { person, reason: event.detail })}
          @close=${() => (this.personId = undefined)}
        ></palaver-person>`
      : nothing;
  }

  #openPerson(userId: string): void {
    this.settingsOpen = false;
    this.personId = userId;
    this.#say('person');
  }

  #stateWord(): string {
    const { words } = this;
    return this.status === 'connected'
      ? words.connected
      : this.status === 'reconnecting'
        ? `${words.reconnecting}${this.attempt > 0 ? ` · ${words.attempt(this.attempt)}` : ''}`
        : words.connecting;
  }

  #silenced(): TemplateResult | typeof nothing {
    const me = this.participants.find((each) => each.userId === this.userId);
    if (!me?.isSilenced) {
      return nothing;
    }
    const text = me.silenceReason ? `${me.silenceReason} · ${this.words.silencedText}` : this.words.silencedText;
    return html`<palaver-notice tone="moderator" heading=${this.words.silencedTitle} text=${text}>
      <button class="button" type="button" ?disabled=${me.handRaised ?? false} @click=${() => this.#tell('hand', true)}>
        ${icons.hand()}${me.handRaised ? this.words.askedToSpeak : this.words.askToSpeak}
      </button>
    </palaver-notice>`;
  }

  #blocked(): TemplateResult | typeof nothing {
    return this.blocked
      ? html`<palaver-notice tone="sound" text=${this.words.blocked}>
          <button class="button primary" type="button" @click=${() => this.#say('hear')}>
            ${icons.sound()}${this.words.clickToHear}
          </button>
        </palaver-notice>`
      : nothing;
  }

  #hint(): TemplateResult | typeof nothing {
    return this.hint
      ? html`<palaver-notice
          text=${this.hint}
          dismissLabel=${this.words.dismiss}
          @dismiss=${() => this.#say('dismiss')}
        ></palaver-notice>`
      : nothing;
  }

  #settings(): TemplateResult {
    return html`<palaver-settings
      .words=${this.words}
      .language=${this.language}
      .preferences=${this.preferences}
      inCall
      @choice=${(event: CustomEvent<Partial<Preferences>>) => this.#choose(event.detail)}
      @close=${this.#closeSettings}
    ></palaver-settings>`;
  }

  #openSettings(): void {
    this.personId = undefined;
    this.settingsOpen = true;
  }

  #closeSettings(): void {
    this.settingsOpen = false;
    this.bar?.focusSettings();
  }

  #choose(choice: Partial<Preferences>): void {
    this.#tell('choice', choice);
  }

  #say(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto auto;
        position: relative;
        height: 100%;
      }

      :host([data-chat]) {
        --page: none;
      }

      .body {
        position: relative;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-height: 0;
      }

      .body.with-chat {
        grid-template-columns: minmax(0, 1fr) 340px;
      }

      palaver-chat {
        border: 1px solid var(--line);
        border-width: 1px 0 0 1px;
        border-top-left-radius: var(--radius);
        overflow: hidden;
      }

      .hide {
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
        margin-right: -12px;
        border: 0;
        border-radius: 50%;
        background: none;
      }

      .hide:hover {
        background: var(--surface-strong);
      }

      palaver-telemetry {
        position: absolute;
        z-index: 2;
        bottom: var(--space-3);
        left: var(--space-4);
      }

      .chip {
        display: inline-flex;
        align-items: center;
        gap: var(--space-1);
        min-width: 0;
        padding: 0 var(--space-2);
        border-radius: var(--radius-full);
        background: var(--surface-strong);
        color: var(--ink);
        font-size: var(--text-small);
      }

      .chip .icon {
        width: 1.25em;
        height: 1.25em;
      }

      @container (max-width: 899px) {
        .body.with-chat {
          grid-template-columns: minmax(0, 1fr);
        }

        palaver-chat {
          position: absolute;
          z-index: 1;
          inset: 0;
          border-width: 1px 0 0;
          border-radius: 0;
        }

        .line {
          flex-wrap: wrap;
          row-gap: 0;
        }
      }

      header,
      .notices {
        width: 100%;
        max-width: var(--page, calc(960px + 2 * var(--space-6)));
        margin: 0 auto;
      }

      header {
        display: flex;
        align-items: flex-start;
        justify-content: space-between;
        gap: var(--space-4);
        padding: max(var(--space-5), env(safe-area-inset-top)) var(--space-6) var(--space-4);
      }

      .title {
        min-width: 0;
      }

      h1 {
        overflow: hidden;
        font-size: clamp(1.375rem, 1.1rem + 1.2vw, 1.875rem);
        font-weight: 700;
        letter-spacing: -0.02em;
        line-height: 1.2;
        outline: none;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .line {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        white-space: nowrap;
        margin-top: 2px;
        color: var(--ink-soft);
        font-size: 0.9375rem;
        font-variant-numeric: tabular-nums;
      }

      .world {
        overflow: hidden;
        text-overflow: ellipsis;
        text-transform: capitalize;
      }

      .state {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink);
        font-weight: 600;
      }

      .state::before {
        content: '';
        width: 10px;
        height: 10px;
        border: 2px solid var(--ink-soft);
        border-radius: 50%;
      }

      .state.connected::before {
        border-color: var(--accent);
        background: var(--accent);
      }

      palaver-grid {
        padding: 0 var(--space-6) var(--space-4);
      }

      .notices {
        display: flex;
        flex-direction: column;
        gap: var(--space-2);
        padding: 0 var(--space-6);
      }

      .notices > :last-child {
        margin-bottom: var(--space-4);
      }

      .foot {
        position: relative;
      }

      palaver-settings,
      palaver-person {
        position: absolute;
        z-index: 3;
        bottom: calc(100% + var(--space-2));
        left: 50%;
        width: min(400px, 100vw - 2 * var(--space-3));
        transform: translateX(-50%);
      }

      @container (max-width: 599px) {
        header {
          padding: max(var(--space-3), env(safe-area-inset-top)) var(--space-4) var(--space-3);
        }

        palaver-grid {
          padding: 0 var(--space-3) var(--space-3);
        }

        .notices {
          padding: 0 var(--space-3);
        }
      }
    `,
  ];
}
