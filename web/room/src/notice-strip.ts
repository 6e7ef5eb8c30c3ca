// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icons } from './icons.js';
import { shared } from './shared-styles.js';

/** What happened and what to do next; the action, if any, is in the slot. */
@customElement('palaver-notice')
export class NoticeStrip extends LitElement {
  @property() heading = '';
  @property() text = '';
  @property() tone: 'problem' | 'info' | 'moderator' | 'sound' = 'info';
  /** The name of the button that puts it away; empty for a notice that stays. */
  @property() dismissLabel = '';

  override render(): TemplateResult {
    const icon = { problem: icons.alert, info: icons.info, moderator: icons.shield, sound: icons.sound }[this.tone];
    return html`
      <div class="notice ${this.tone}" role=${this.tone === 'problem' ? 'alert' : 'status'}>
        ${icon()}
        <div class="words">
          ${this.heading ? html`<p class="heading">${this.heading}</p>` : nothing}
          ${this.text ? html`<p>${this.text}</p>` : nothing}
          <slot></slot>
        </div>
        ${this.dismissLabel
          ? html`<button class="dismiss" type="button" aria-label=${this.dismissLabel} @click=${this.#dismiss}>
              ${icons.close()}
            </button>`
          : nothing}
      </div>
    `;
  }

  #dismiss(): void {
    this.dispatchEvent(new CustomEvent('dismiss'));
  }

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }

      .notice {
        display: flex;
        align-items: flex-start;
        gap: var(--space-3);
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--surface-strong);
        font-size: 0.9375rem;
        line-height: 1.45;
      }

      .problem {
        background: var(--critical-soft);
      }

      .problem > .icon {
        color: var(--critical);
      }

      .sound {
        background: var(--accent-soft);
      }

      .words {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .heading {
        font-weight: 600;
      }

      ::slotted(*) {
        margin-top: var(--space-3);
      }

      .dismiss {
        display: grid;
        place-items: center;
        width: 36px;
        height: 36px;
        margin: -6px -8px -6px 0;
        border: 0;
        border-radius: 50%;
        background: none;
      }

      .dismiss:hover {
        background: color-mix(in oklab, var(--ink) 10%, transparent);
      }
    `,
  ];
}
