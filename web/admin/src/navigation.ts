// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { brand, brandStyles } from '../../room/src/brand.js';
import { icons } from '../../room/src/icons.js';
import { to, type ViewName } from './app.js';
import { marks } from './marks.js';
import { styles } from './styles.js';
import type { AdminWords } from './words.js';

/** How many views the bar of a phone shows before the others are asked for. */
const IN_BAR = 4;

/** The ways to the views: a column at the side, or a bar at the bottom of a phone with the rest behind one press. */
@customElement('admin-navigation')
export class Navigation extends LitElement {
  @property({ attribute: false }) views: readonly ViewName[] = [];
  @property() view: ViewName = 'live';
  @property({ attribute: false }) t!: AdminWords;
  /** Whether the bar of a phone shows all views. */
  @state() private all = false;

  override render(): TemplateResult {
    const { t, view, views } = this;
    const hidden = views.length > IN_BAR + 1 ? views.slice(IN_BAR) : [];
    return html`<nav aria-label=${t.dashboard} class=${this.all ? 'all' : ''} @keydown=${this.#onKey}>
      <a class="home" href="/">${brand()}</a>
      ${views.map(
        (each) => html`<a
          class="to ${hidden.includes(each) ? 'later' : ''}"
          href=${to(each)}
          aria-current=${each === view ? 'page' : nothing}
          @click=${() => (this.all = false)}
        >
          ${marks[each]()}<span>${t.views[each]}</span>
        </a>`,
      )}
      ${hidden.length > 0
        ? html`<button
            class="to more ${hidden.includes(view) ? 'here' : ''}"
            type="button"
            aria-expanded=${this.all}
            @click=${() => (this.all = !this.all)}
          >
            ${this.all ? icons.close() : marks.more()}<span>${this.all ? t.close : t.moreViews}</span>
          </button>`
        : nothing}
    </nav>`;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.all) {
      this.all = false;
      this.renderRoot.querySelector<HTMLElement>('.more')?.focus();
    }
  }

  static override styles = [
    styles,
    brandStyles,
    css`
      nav {
        position: sticky;
        top: 0;
        display: flex;
        flex-direction: column;
        gap: 2px;
        height: 100dvh;
        padding: var(--space-4) var(--space-3);
        overflow-y: auto;
        border-right: 1px solid var(--line);
      }

      .home {
        padding: var(--space-2) var(--space-2) var(--space-5);
        color: inherit;
        text-decoration: none;
      }

      .to {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 42px;
        padding: 0 var(--space-3);
        border-radius: var(--radius-small);
        color: var(--ink-soft);
        font-size: 0.9375rem;
        font-weight: 500;
        text-decoration: none;
      }

      .to .icon {
        width: 1.3em;
        height: 1.3em;
      }

      .to:hover {
        background: var(--surface-strong);
        color: var(--ink);
      }

      .to[aria-current] {
        background: var(--surface-strong);
        color: var(--ink);
        font-weight: 650;
      }

      .to[aria-current] .icon {
        color: var(--accent);
      }

      .more {
        display: none;
        border: 0;
        background: none;
      }

      @media (max-width: 799px) {
        nav {
          position: fixed;
          inset: auto 0 0;
          z-index: 3;
          display: grid;
          grid-auto-flow: row;
          grid-template-columns: repeat(15, minmax(0, 1fr));
          gap: 0;
          height: auto;
          padding: var(--space-1) var(--space-1) max(var(--space-1), env(safe-area-inset-bottom));
          border-top: 1px solid var(--line);
          border-right: 0;
          background: var(--surface);
        }

        nav.all {
          padding-top: var(--space-3);
          border-radius: var(--radius-large) var(--radius-large) 0 0;
          box-shadow: 0 -8px 32px rgb(0 0 0 / 24%);
        }

        .home,
        nav:not(.all) .later {
          display: none;
        }

        .to {
          flex-direction: column;
          justify-content: center;
          gap: 2px;
          min-width: 0;
          min-height: 56px;
          padding: 0 2px;
          font-size: 0.75rem;
        }

        .to span {
          max-width: 100%;
          overflow: hidden;
          text-overflow: ellipsis;
          white-space: nowrap;
        }

        .more {
          display: flex;
        }

        .more.here {
          background: var(--surface-strong);
          color: var(--ink);
          font-weight: 650;
        }

        .more.here .icon {
          color: var(--accent);
        }

        .to {
          grid-column: span 3;
        }

        /* The others stand above the bar, which stays where the thumb knows it. */
        nav.all .later {
          order: -1;
          grid-column: span 5;
        }
      }
    `,
  ];
}
