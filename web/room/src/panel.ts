// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icons } from './icons.js';
import { shared } from './shared-styles.js';

/** A small dialog over the page: Escape or a press outside closes it, and the focus begins at its close button. */
@customElement('palaver-panel')
export class Panel extends LitElement {
  @property() heading = '';
  @property() closeLabel = '';

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
    document.addEventListener('keydown', this.#onKey);
    document.addEventListener('pointerdown', this.#onPress);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
    document.removeEventListener('pointerdown', this.#onPress);
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.close')?.focus();
  }

  override render(): TemplateResult {
    return html`
      <section class="panel" role="dialog" aria-labelledby="title">
        <header>
          <h2 id="title">${this.heading}</h2>
          <button class="close" type="button" aria-label=${this.closeLabel} @click=${this.#close}>${icons.close()}</button>
        </header>
        <slot></slot>
      </section>
    `;
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
        max-height: min(640px, 100dvh - 150px);
        overflow: auto;
        overscroll-behavior: contain;
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
        gap: var(--space-3);
      }

      h2 {
        min-width: 0;
        font-size: var(--text-large);
        letter-spacing: -0.01em;
        line-height: 1.3;
        overflow-wrap: anywhere;
      }

      .close {
        display: grid;
        flex: none;
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
    `,
  ];
}
