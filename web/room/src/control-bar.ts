// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icons } from './icons.js';
import { shared } from './shared-styles.js';
import type { Words } from './words.js';

/** The bar at the bottom: settings, the microphone in the middle, leave. */
@customElement('palaver-bar')
export class ControlBar extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ type: Boolean }) muted = false;
  @property({ type: Boolean }) microphone = false;
  @property({ type: Boolean }) settingsOpen = false;

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
        <button
          class="control settings"
          type="button"
          aria-expanded=${this.settingsOpen}
          aria-haspopup="dialog"
          @click=${() => this.#say('settings')}
        >
          <span class="disc">${icons.settings()}</span><span class="label">${words.settings}</span>
        </button>
        ${this.#microphone()}
        <button class="control leave" type="button" @click=${() => this.#say('leave')}>
          <span class="disc">${icons.leave()}</span><span class="label">${words.leave}</span>
        </button>
      </div>
    `;
  }

  /** Its name says what a press does, so it has no pressed state beside. */
  #microphone(): TemplateResult {
    const { words } = this;
    if (!this.microphone) {
      return html`<button class="control mic none" type="button" @click=${() => this.#say('add-microphone')}>
        <span class="disc">${icons.micAdd()}</span><span class="label">${words.addMicrophone}</span>
      </button>`;
    }
    return html`<button class="control mic ${this.muted ? 'muted' : 'live'}" type="button" @click=${() => this.#say('mute')}>
      <span class="level"></span>
      <span class="disc">${this.muted ? icons.micOff() : icons.mic()}</span>
      <span class="label">${this.muted ? words.unmute : words.mute}</span>
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
        grid-template-columns: 1fr minmax(120px, auto) 1fr;
        align-items: end;
        max-width: 440px;
        margin: 0 auto;
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
        transition: background-color var(--quick) var(--ease), color var(--quick) var(--ease);
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

      @media (max-width: 599px) {
        :host {
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
