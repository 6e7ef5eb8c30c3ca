// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LineQuality, Participant } from '@palaver/client';
import { icons } from './icons.js';
import { initials } from './initials.js';
import { onLongPress } from './long-press.js';
import { qualityBars, qualityBarStyles } from './quality-bars.js';
import { qualityText } from './quality-text.js';
import { shared } from './shared-styles.js';
import type { Language, Words } from './words.js';

/**
 * One person. Their speaking is drawn by opacity and their level by transform, so that sound never
 * moves anything else on the page.
 */
@customElement('palaver-tile')
export class ParticipantTile extends LitElement {
  @property({ attribute: false }) participant!: Participant;
  @property({ attribute: false }) words!: Words;
  @property() language: Language = 'en';
  /** How well this person is heard; unknown while nothing comes from them. */
  @property({ attribute: false, hasChanged: looksOther }) quality: LineQuality | undefined;
  @property({ type: Boolean }) me = false;
  /** Has no microphone; known of oneself only. */
  @property({ type: Boolean }) listening = false;

  #level = 0;

  /** How loud this person is now, 0 to 1; drawn at once, without a render. */
  set level(level: number) {
    const rounded = Math.round(Math.min(1, Math.sqrt(Math.max(0, level))) * 50) / 50;
    if (rounded === this.#level) {
      return;
    }
    this.#level = rounded;
    const halo = this.renderRoot.querySelector<HTMLElement>('.halo');
    if (halo) {
      halo.style.transform = `scale(${1 + rounded * 0.34})`;
      halo.style.opacity = String(Math.min(1, rounded * 2));
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('role', 'listitem');
    this.addEventListener('contextmenu', (event) => this.#askForMenu(event));
    onLongPress(this, (event) => this.#askForMenu(event));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('participant')) {
      const { userId, isSpeaking, isMuted, isSilenced, connection } = this.participant;
      this.dataset['userId'] = userId;
      this.dataset['speaking'] = String(isSpeaking && !isMuted && !isSilenced);
      this.dataset['muted'] = String(isMuted || isSilenced);
      this.dataset['silenced'] = String(isSilenced);
      this.dataset['connection'] = connection;
    }
  }

  override render(): TemplateResult {
    const { username } = this.participant;
    return html`
      <div class="ring"></div>
      <div class="person">
        <div class="halo"></div>
        <div class="avatar" aria-hidden="true">${initials(username)}</div>
      </div>
      <div class="text">
        <div class="name" title=${username}>
          <span class="username">${username}</span>${this.#role()}${this.me
            ? html`<span class="you">${this.words.you}</span>`
            : nothing}
        </div>
        ${this.#state()}
      </div>
      ${this.#quality()}
      ${this.me
        ? this.#hand()
        : html`<button class="more" type="button" aria-label=${this.words.more(username)} aria-haspopup="dialog" @click=${this.#askForMenu}>
            ${icons.more()}
          </button>`}
    `;
  }

  #role(): TemplateResult | typeof nothing {
    const { role } = this.participant;
    const name = role === 'admin' ? this.words.admin : this.words.moderator;
    return role === 'moderator' || role === 'admin'
      ? html`<span class="role" role="img" aria-label=${name} title=${name}>${icons.badge()}</span>`
      : nothing;
  }

  /** Only the own tile has it. */
  #hand(): TemplateResult {
    const raised = this.participant.handRaised ?? false;
    const name = raised ? this.words.lowerHand : this.words.raiseHand;
    const raise = (): boolean => this.dispatchEvent(new CustomEvent('hand', { bubbles: true, composed: true, detail: !raised }));
    return html`<button class="more own ${raised ? 'raised' : ''}" type="button" aria-label=${name} title=${name} @click=${raise}>
      ${icons.hand()}
    </button>`;
  }

  /** Three bars, as many filled as the connection is good; words and figures on hover. */
  #quality(): TemplateResult | typeof nothing {
    const { quality } = this;
    if (!quality) {
      return nothing;
    }
    return qualityBars(quality.quality, qualityText(quality, this.language));
  }

  #askForMenu(event: Event): void {
    if (!this.me) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('menu', { bubbles: true, composed: true, detail: this.participant.userId }));
    }
  }

  #state(): TemplateResult {
    const { isMuted, isSilenced, silenceReason, connection, handRaised } = this.participant;
    const words = this.words;
    if (connection === 'reconnecting') {
      return html`<div class="state">${words.tileReconnecting}</div>`;
    }
    if (handRaised) {
      const asks = isSilenced ? words.asksToSpeak : words.handRaised;
      return html`<div class="state raised">${icons.hand()}<span>${asks}</span></div>`;
    }
    if (isSilenced) {
      return html`<div class="state off" title=${silenceReason ?? nothing}>
        ${icons.shield()}
        <span>${words.mutedByModerator}${silenceReason ? html`<br />${silenceReason}` : nothing}</span>
      </div>`;
    }
    if (isMuted) {
      return html`<div class="state off">${icons.micOff()}<span>${words.muted}</span></div>`;
    }
    if (connection === 'joining') {
      return html`<div class="state">${words.tileJoining}</div>`;
    }
    if (this.listening) {
      return html`<div class="state">${icons.headphones()}<span>${words.listening}</span></div>`;
    }
    return html`<div class="state voice">${icons.wave()}<span>${words.speaking}</span></div>`;
  }

  static override styles = [
    shared,
    qualityBarStyles,
    css`
      :host {
        position: relative;
        display: flex;
        align-items: center;
        gap: var(--space-5);
        min-width: 0;
        padding: var(--space-3) var(--tile-pad, var(--space-6));
        border-radius: var(--radius);
        background: var(--surface-raised);
        box-shadow: inset 0 0 0 1px var(--line);
        contain: layout;
      }

      .ring {
        position: absolute;
        inset: 0;
        border: 3px solid var(--accent);
        border-radius: inherit;
        opacity: 0;
        transition: opacity var(--quick) var(--ease);
        pointer-events: none;
      }

      :host([data-speaking='true']) .ring {
        opacity: 1;
      }

      .person {
        position: relative;
        flex: none;
        width: var(--avatar, 64px);
        aspect-ratio: 1;
      }

      .halo {
        position: absolute;
        inset: 0;
        border-radius: 50%;
        background: color-mix(in oklab, var(--accent) 38%, transparent);
        opacity: 0;
        will-change: transform, opacity;
        transition: transform 80ms linear, opacity 80ms linear;
      }

      .avatar {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        border-radius: 50%;
        background: var(--surface-strong);
        font-size: calc(var(--avatar, 64px) * 0.36);
        font-weight: 600;
        letter-spacing: 0.01em;
        transition: background-color var(--calm) var(--ease);
      }

      :host([data-speaking='true']) .avatar {
        background: var(--accent);
        color: var(--on-accent);
      }

      :host([data-connection='joining']) .halo,
      :host([data-connection='reconnecting']) .halo {
        visibility: hidden;
      }

      :host([data-connection='joining']) .avatar,
      :host([data-connection='reconnecting']) .avatar {
        background: transparent;
        box-shadow: inset 0 0 0 2px var(--line);
        color: var(--ink-soft);
      }

      .text {
        display: flex;
        flex: 1;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-4);
        min-width: 0;
      }

      .name {
        display: flex;
        flex: 1 1 0;
        min-width: 50%;
        align-items: baseline;
        gap: var(--space-2);
        font-size: 1.0625rem;
        font-weight: 600;
        line-height: 1.3;
      }

      .username {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .you {
        flex: none;
        color: var(--ink-soft);
        font-size: var(--text-small);
        font-weight: 400;
      }

      .state {
        display: flex;
        align-items: center;
        gap: 6px;
        max-width: 50%;
        min-height: 1.5em;
        color: var(--ink-soft);
        font-size: var(--text-small);
        line-height: 1.35;
      }

      .state .icon {
        width: 1.35em;
        height: 1.35em;
        stroke-width: 2;
      }

      .state span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .state.raised {
        color: var(--ink);
        font-weight: 600;
      }

      .role .icon {
        width: 1.15em;
        height: 1.15em;
        color: var(--ink-soft);
        translate: 0 0.2em;
      }

      .own,
      .own.raised {
        opacity: 1;
      }

      .own.raised {
        background: var(--accent-soft);
        color: var(--accent);
      }

      .state.voice {
        color: var(--accent);
        font-weight: 600;
        opacity: 0;
        visibility: hidden;
        transition: opacity var(--quick) var(--ease);
      }

      :host([data-speaking='true']) .state.voice {
        opacity: 1;
        visibility: visible;
      }

      .quality {
        position: absolute;
        top: 12px;
        right: 12px;
      }

      .more {
        position: absolute;
        right: 4px;
        bottom: 4px;
        display: grid;
        place-items: center;
        width: 36px;
        height: 36px;
        padding: 0;
        border: 0;
        border-radius: 50%;
        background: var(--surface-raised);
        color: var(--ink-soft);
        opacity: 0;
        transition: opacity var(--quick) var(--ease);
      }

      :host(:hover) .more,
      .more:focus-visible {
        opacity: 1;
      }

      .more:hover {
        background: var(--surface-strong);
        color: var(--ink);
      }

      @media (hover: none) {
        .more {
          opacity: 1;
          background: none;
        }
      }

      @container (max-width: 599px) {
        .quality {
          right: auto;
          left: 10px;
        }

        .more {
          top: 2px;
          bottom: auto;
        }

        :host {
          flex-direction: column;
          justify-content: center;
          gap: var(--space-1);
          padding: var(--space-2);
          text-align: center;
        }

        .text {
          flex: none;
          flex-direction: column;
          gap: 0;
          max-width: 100%;
        }

        .name,
        .state {
          flex: none;
          min-width: 0;
          max-width: 100%;
        }

        :host([data-silenced='true']) {
          --avatar: 34px;
        }

        .name,
        .state {
          justify-content: center;
        }

        .name {
          font-size: 0.9375rem;
        }

        .state {
          font-size: 0.75rem;
          line-height: 1.2;
        }
      }

      @media (prefers-reduced-motion: reduce) {
        .halo {
          transform: scale(1.12) !important;
        }
      }

      @media (forced-colors: active) {
        .ring {
          border-color: Highlight;
        }
      }
    `,
  ];
}

/** Whether a quality would be drawn otherwise than before. */
function looksOther(now: LineQuality | undefined, before: LineQuality | undefined): boolean {
  const drawn = (each: LineQuality | undefined): string =>
    each ? `${each.quality} ${Math.round(each.latencyMs)} ${each.lossPct.toFixed(1)}` : '';
  return drawn(now) !== drawn(before);
}
