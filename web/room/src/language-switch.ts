// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shared } from './shared-styles.js';
import { type Language, words } from './words.js';

const NAMES: Record<Language, string> = { de: 'Deutsch', en: 'English' };

/** DE and EN, the current one marked. */
@customElement('palaver-language')
export class LanguageSwitch extends LitElement {
  @property() language: Language = 'en';

  override render(): TemplateResult {
    return html`<div class="switch" role="group" aria-label=${words[this.language].language}>
      ${(['de', 'en'] as const).map(
        (each) => html`<button
          type="button"
          lang=${each}
          aria-pressed=${each === this.language}
          @click=${() => this.#choose(each)}
        >
          <span aria-hidden="true">${each.toUpperCase()}</span><span class="visually-hidden">${NAMES[each]}</span>
        </button>`,
      )}
    </div>`;
  }

  #choose(language: Language): void {
    this.dispatchEvent(new CustomEvent<Language>('language', { detail: language }));
  }

  static override styles = [
    shared,
    css`
      .switch {
        display: flex;
        padding: 2px;
        border-radius: var(--radius-full);
        background: var(--surface-strong);
      }

      button {
        min-width: 36px;
        min-height: 32px;
        padding: 0 var(--space-2);
        border: 0;
        border-radius: var(--radius-full);
        background: none;
        color: var(--ink-soft);
        font-size: 0.75rem;
        font-weight: 600;
        letter-spacing: 0.03em;
      }

      button[aria-pressed='true'] {
        background: var(--surface-raised);
        color: var(--ink);
        box-shadow: 0 0 0 1px var(--line);
      }
    `,
  ];
}
