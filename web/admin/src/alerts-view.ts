// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AdminView } from './app.js';
import { empty, failureWords, Resource } from './resource.js';
import { styles } from './styles.js';

export interface Alert {
  alert_id: string;
  kind: string;
  world: string | null;
  room_id: string | null;
  text: string;
  /** How many like it came while it was held back. */
  held_back: number;
  raised_at: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
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
                  <span class="tag ${each.acknowledged_at ? '' : 'bad'}">${t.alertKinds[each.kind] ?? each.kind}</span>
                  <span class="text">
                    ${each.text} ${each.held_back > 0 ? html`<span class="soft small">${t.heldBack(each.held_back)}</span>` : nothing}
                    <span class="soft small">${[each.world, each.room_id].filter(Boolean).join(' · ')}</span>
                  </span>
                  <span class="soft small nowrap">${f.time(each.raised_at)}</span>
                  ${each.acknowledged_at
                    ? html`<span class="soft small">${t.seenBy(each.acknowledged_by ?? '')}</span>`
                    : html`<button class="button" type="button" @click=${() => void this.#acknowledge(each)}>${t.acknowledge}</button>`}
                </li>`,
              )}
            </ul>`,
      )}
    </section>`;
  }

  async #acknowledge({ alert_id }: Alert): Promise<void> {
    const { api, t, say } = this.app;
    try {
      await api.post(`/api/admin/alerts/${encodeURIComponent(alert_id)}/acknowledge`);
    } catch (error) {
      say(failureWords(error, t).join('. '));
    }
    this.#alerts.again();
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
