// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icons } from './icons.js';
import { shared } from './shared-styles.js';
import type { Words } from './words.js';

/** The bar at the bottom: settings, the microphone in the middle, leave. */
@customElement('palaver-bar')
export class ControlBar extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ type: Boolean }) muted = false;
  @property({ type: Boolean }) deafened = false;
  @property({ type: Boolean }) microphone = false;
  /** Only listens, for the moderation: there is no microphone to add. */
  @property({ type: Boolean }) observing = false;
  @property({ type: Boolean }) settingsOpen = false;
  /** Talks only while held. */
  @property({ type: Boolean }) push = false;
  @property({ type: Boolean }) chat = false;
  @property({ type: Boolean }) chatOpen = false;
  @property({ type: Number }) unread = 0;

  /** How loud the own microphone is now, 0 to 1. */
  set level(level: number) {
    const ring = this.renderRoot.querySelector<HTMLElement>('.level');
    if (ring) {
      ring.style.transform = `scale(${1 + Math.min(1, Math.sqrt(Math.max(0, level))) * 0.3})`;
    }
  }

  focusSettings(): void {
    this.renderRoot.querySelector<HTMLElement>('.settings')?.focus();
  }

  override render(): TemplateResult {
    const words = this.words;
    return html`
      <div class="bar">
        <div class="side">
          ${this.chat ? this.#chat() : nothing}
          <button class="control deafen ${this.deafened ? 'on' : ''}" type="button" @click=${() => this.#say('deafen')}>
            <span class="disc">${this.deafened ? icons.soundOff() : icons.sound()}</span>
            <span class="label">${this.deafened ? words.undeafen : words.deafen}</span>
          </button>
        </div>
        ${this.#microphone()}
        <div class="side">
          <button
            class="control settings"
            type="button"
            aria-expanded=${this.settingsOpen}
            aria-haspopup="dialog"
            @click=${() => this.#say('settings')}
          >
            <span class="disc">${icons.settings()}</span><span class="label">${words.settings}</span>
          </button>
          <button class="control leave" type="button" @click=${() => this.#say('leave')}>
            <span class="disc">${icons.leave()}</span><span class="label">${words.leave}</span>
          </button>
        </div>
      </div>
    `;
  }

  #chat(): TemplateResult {
    const { words } = this;
    return html`<button class="control chat" type="button" aria-expanded=${this.chatOpen} @click=${() => this.#say('chat')}>
      <span class="disc">
        ${icons.chat()}${this.unread > 0 ? html`<i class="unread" aria-hidden="true">${Math.min(this.unread, 99)}</i>` : nothing}
      </span>
      <span class="label">${words.chat}</span>
      ${this.unread > 0 ? html`<span class="visually-hidden">, ${words.chatUnread(this.unread)}</span>` : nothing}
    </button>`;
  }

  /** Its name says what a press does, so it has no pressed state beside. */
  #microphone(): TemplateResult {
    const { words } = this;
    if (this.observing) {
      return html`<span class="control mic none observing"><span class="disc">${icons.ear()}</span><span class="label">${words.listening}</span></span>`;
    }
    if (!this.microphone) {
      return html`<button class="control mic none" type="button" @click=${() => this.#say('add-microphone')}>
        <span class="disc">${icons.micAdd()}</span><span class="label">${words.addMicrophone}</span>
      </button>`;
    }
    if (this.push) {
      return this.#pushButton();
    }
    return html`<button class="control mic ${this.muted ? 'muted' : 'live'}" type="button" @click=${() => this.#say('mute')}>
      <span class="level"></span>
      <span class="disc">${this.muted ? icons.micOff() : icons.mic()}</span>
      <span class="label">${this.muted ? words.unmute : words.mute}</span>
    </button>`;
  }

  /** Talks while it is held, by finger, mouse or Enter. */
  #pushButton(): TemplateResult {
    const { words } = this;
    const enter = (event: KeyboardEvent, name: string): void => {
      if (event.key === 'Enter' && !event.repeat) {
        this.#say(name);
      }
    };
    return html`<button
      class="control mic push ${this.muted ? 'muted' : 'live'}"
      type="button"
      aria-pressed=${!this.muted}
      @pointerdown=${(event: PointerEvent) => event.button === 0 && this.#say('talk')}
      @pointerup=${() => this.#say('hush')}
      @pointerleave=${() => this.#say('hush')}
      @pointercancel=${() => this.#say('hush')}
      @keydown=${(event: KeyboardEvent) => enter(event, 'talk')}
      @keyup=${(event: KeyboardEvent) => enter(event, 'hush')}
      @blur=${() => this.#say('hush')}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      <span class="level"></span>
      <span class="disc">${this.muted ? icons.micOff() : icons.mic()}</span>
      <span class="label">${this.muted ? words.talk : words.talking}</span>
    </button>`;
  }

  #say(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        background: var(--surface);
        border-top: 1px solid var(--line);
        padding: var(--space-3) var(--space-4) max(var(--space-3), env(safe-area-inset-bottom));
      }

      .bar {
        display: grid;
        grid-template-columns: 1fr minmax(112px, auto) 1fr;
        align-items: end;
        max-width: 560px;
        margin: 0 auto;
      }

      .side {
        display: flex;
        justify-content: space-evenly;
      }

      .deafen.on .disc {
        background: var(--inverse);
        color: var(--on-inverse);
      }

      .push {
        touch-action: none;
        user-select: none;
      }

      .unread {
        position: absolute;
        top: -4px;
        right: -6px;
        min-width: 22px;
        padding: 0 6px;
        border: 2px solid var(--surface);
        border-radius: var(--radius-full);
        background: var(--accent);
        color: var(--on-accent);
        font-size: 0.6875rem;
        font-style: normal;
        font-weight: 700;
        line-height: 18px;
        text-align: center;
      }

      .control {
        position: relative;
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: var(--space-1);
        justify-self: center;
        min-width: 72px;
        padding: var(--space-1);
        border: 0;
        border-radius: var(--radius);
        background: none;
      }

      .label {
        color: var(--ink-soft);
        font-size: var(--text-small);
        font-weight: 500;
        line-height: 1.25;
        text-align: center;
      }

      .disc {
        position: relative;
        display: grid;
        place-items: center;
        width: 52px;
        height: 52px;
        border-radius: 50%;
        background: var(--surface-strong);
        transition: background-color var(--quick) var(--ease);
      }

      .control:hover .disc {
        background: var(--line);
      }

      .control:active .disc {
        transform: scale(0.96);
      }

      .control:hover .label {
        color: var(--ink);
      }

      .leave .disc {
        color: var(--critical);
        background: var(--critical-soft);
      }

      .leave:hover .disc {
        background: var(--critical);
        color: var(--surface-raised);
      }

      .mic .disc {
        width: 76px;
        height: 76px;
      }

      .mic .icon {
        width: 32px;
        height: 32px;
      }

      .mic .label {
        color: var(--ink);
        font-weight: 600;
      }

      .mic.live .disc {
        background: var(--accent);
        color: var(--on-accent);
      }

      .mic.live:hover .disc {
        background: var(--accent-strong);
      }

      .mic.muted .disc {
        background: var(--inverse);
        color: var(--on-inverse);
      }

      .mic.none .disc {
        background: transparent;
        box-shadow: inset 0 0 0 2px var(--line-strong);
      }

      .level {
        position: absolute;
        top: var(--space-1);
        left: calc(50% - 38px);
        width: 76px;
        height: 76px;
        border-radius: 50%;
        background: color-mix(in oklab, var(--accent) 30%, transparent);
        opacity: 0;
      }

      .live .level {
        opacity: 1;
        will-change: transform;
        transition: transform 80ms linear;
      }

      @container (max-width: 599px) {
        .bar {
          grid-template-columns: 1fr 92px 1fr;
        }

        .control {
          min-width: 60px;
          padding-inline: 0;
        }

        .label {
          font-size: 0.75rem;
        }

        :host {
          padding-inline: var(--space-1);
          padding-block: var(--space-2) max(var(--space-2), env(safe-area-inset-bottom));
        }
      }

      @media (max-height: 560px) {
        .mic .disc {
          width: 60px;
          height: 60px;
        }

        .level {
          left: calc(50% - 30px);
          width: 60px;
          height: 60px;
        }
      }
    `,
  ];
}
