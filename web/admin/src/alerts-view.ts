// SPDX-License-Identifier: Apache-2.0
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AdminView } from './app.js';
import { empty, Resource } from './resource.js';
import { styles } from './styles.js';

interface Alert {
  alert_id?: string;
  kind: string;
  severity?: string;
  world?: string | null;
  room_id?: string | null;
  message?: string;
  text?: string;
  at?: string;
  raised_at?: string;
}

/** What the server found worth telling, the newest first. */
@customElement('admin-alerts')
export class AlertsView extends AdminView {
  readonly #alerts = new Resource<Alert[]>(this);
  readonly #news = (): void => this.#alerts.again();

  override firstUpdated(): void {
    this.app.live.addEventListener('news', this.#news);
    void this.#alerts.load(async () => (await this.app.api.get<{ alerts: Alert[] }>('/api/admin/alerts')).alerts);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.app.live.removeEventListener('news', this.#news);
  }

  override render(): TemplateResult {
    const { t, f } = this.app;
    return html`<section class="card">
      ${this.#alerts.render(t, (alerts) =>
        alerts.length === 0
          ? empty(t.noAlerts, t.noAlertsText)
          : html`<ul>
              ${alerts.map(
                (each) => html`<li>
                  <span class="tag ${each.severity === 'info' ? '' : 'bad'}">${t.alertKinds[each.kind] ?? each.kind}</span>
                  <span class="text">${each.message ?? each.text ?? ''} <span class="soft small">${[each.world, each.room_id].filter(Boolean).join(' · ')}</span></span>
                  <span class="soft small nowrap">${f.time(each.at ?? each.raised_at)}</span>
                </li>`,
              )}
            </ul>`,
      )}
    </section>`;
  }

  static override styles = [
    styles,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: var(--space-2) var(--space-3);
        padding: var(--space-3) 0;
        border-bottom: 1px solid var(--line);
      }

      .text {
        flex: 1 1 240px;
      }
    `,
  ];
}
