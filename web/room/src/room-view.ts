// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ClientStatus, Observer, Participant, RoomInfo } from '@palaver/client';
import './control-bar.js';
import type { ControlBar } from './control-bar.js';
import { icons } from './icons.js';
import './notice-strip.js';
import './participant-grid.js';
import type { ParticipantGrid } from './participant-grid.js';
import type { Preferences } from './preferences.js';
import './settings-panel.js';
import { shared } from './shared-styles.js';
import type { Words } from './words.js';

/** A room from the inside: the state, the people, the bar. */
@customElement('palaver-room')
export class RoomView extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) room: RoomInfo | undefined;
  @property({ attribute: false }) participants: readonly Participant[] = [];
  @property({ attribute: false }) observers: readonly Observer[] = [];
  /** What a moderator had to say to this person. */
  @property() warning = '';
  @property({ attribute: false }) userId: string | undefined;
  @property({ attribute: false }) preferences!: Preferences;
  @property() status: ClientStatus = 'connecting';
  @property({ type: Boolean }) muted = false;
  @property({ type: Boolean }) microphone = false;
  @property({ type: Boolean }) blocked = false;
  @property({ type: Boolean }) copied = false;
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

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  override render(): TemplateResult {
    const { words, room } = this;
    const max = room?.maxParticipants ?? 10;
    return html`
      <header>
        <div class="title">
          <h1 tabindex="-1">${room?.roomName ?? words.voiceRoom}</h1>
          <p class="line">
            <span class="state ${this.status}" role="status">${this.#stateWord()}</span>
            <span class="count">${this.participants.length}/${max}</span>
            <span class="world">${room?.world}</span>
          </p>
        </div>
        <slot name="language"></slot>
      </header>
      <palaver-grid
        .participants=${this.participants}
        .words=${words}
        .userId=${this.userId}
        .seats=${max}
        ?listening=${!this.microphone && this.status === 'connected'}
        ?inviting=${this.status === 'connected'}
        ?copied=${this.copied}
        @invite=${() => this.#say('invite')}
      ></palaver-grid>
      <div class="notices">${this.#observed()} ${this.#warned()} ${this.#silenced()} ${this.#blocked()} ${this.#hint()}</div>
      <div class="foot">
        ${this.settingsOpen ? this.#settings() : nothing}
        <palaver-bar
          .words=${words}
          ?muted=${this.muted}
          ?microphone=${this.microphone || this.status === 'connecting'}
          ?settingsOpen=${this.settingsOpen}
          @mute=${() => this.#say('mute')}
          @add-microphone=${() => this.#say('add-microphone')}
          @leave=${() => this.#say('leave')}
          @settings=${this.#openSettings}
        ></palaver-bar>
      </div>
    `;
  }

  #stateWord(): string {
    const { words } = this;
    return this.status === 'connected'
      ? words.connected
      : this.status === 'reconnecting'
        ? words.reconnecting
        : words.connecting;
  }

  #observed(): TemplateResult | typeof nothing {
    return this.observers.length > 0
      ? html`<palaver-notice
          tone="moderator"
          heading=${this.words.observedTitle}
          text=${this.observers.map((each) => each.username).join(', ')}
        ></palaver-notice>`
      : nothing;
  }

  #warned(): TemplateResult | typeof nothing {
    return this.warning
      ? html`<palaver-notice
          tone="moderator"
          heading=${this.words.warnedTitle}
          text=${this.warning}
          dismissLabel=${this.words.dismiss}
          @dismiss=${() => this.#say('dismiss-warning')}
        ></palaver-notice>`
      : nothing;
  }

  #silenced(): TemplateResult | typeof nothing {
    const me = this.participants.find((each) => each.userId === this.userId);
    if (!me?.isSilenced) {
      return nothing;
    }
    const text = me.silenceReason ? `${me.silenceReason} · ${this.words.silencedText}` : this.words.silencedText;
    return html`<palaver-notice tone="moderator" heading=${this.words.silencedTitle} text=${text}></palaver-notice>`;
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
      .microphoneId=${this.preferences.microphoneId}
      .speakerId=${this.preferences.speakerId}
      .processing=${this.preferences.processing}
      @choice=${(event: CustomEvent) => this.dispatchEvent(new CustomEvent('choice', { detail: event.detail }))}
      @close=${this.#closeSettings}
    ></palaver-settings>`;
  }

  #openSettings(): void {
    this.settingsOpen = true;
  }

  #closeSettings(): void {
    this.settingsOpen = false;
    this.bar?.focusSettings();
  }

  #say(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto auto;
        height: 100%;
      }

      header,
      .notices {
        width: 100%;
        max-width: calc(960px + 2 * var(--space-6));
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

      palaver-settings {
        position: absolute;
        z-index: 2;
        bottom: calc(100% + var(--space-2));
        left: 50%;
        width: min(400px, 100vw - 2 * var(--space-3));
        transform: translateX(-50%);
      }

      @media (max-width: 599px) {
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
