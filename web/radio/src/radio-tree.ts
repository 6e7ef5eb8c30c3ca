// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { initials } from '../../room/src/initials.js';
import { shared } from '../../room/src/shared-styles.js';
import type { RadioState } from './state.js';
import { type Language, radioWords } from './words.js';

const ROW_PX = 92;
const NODE_PX = 20;
const NAME_CHARS = 12;

/** A node's place in the drawing; `column` is a fraction of the width. */
export interface Placed {
  id: string;
  parentId: string | null;
  row: number;
  column: number;
}

/** Lays a tree out top down: each parent stands over the middle of what is below it. */
export function layOut(tree: NonNullable<RadioState['tree']>): Placed[] {
  const known = new Set(tree.map((each) => each.node_id));
  const below = (id: string | null): string[] =>
    tree.filter((each) => (id === null ? !each.parent_id || !known.has(each.parent_id) : each.parent_id === id)).map((each) => each.node_id);
  const placed: Placed[] = [];
  let leaves = 0;
  const place = (id: string, parentId: string | null, row: number): number => {
    const columns = below(id).map((child) => place(child, id, row + 1));
    const [first, last] = [columns[0], columns.at(-1)];
    const column = first === undefined || last === undefined ? leaves++ : (first + last) / 2;
    placed.push({ id, parentId, row, column });
    return column;
  };
  below(null).forEach((root) => place(root, null, 0));
  return placed.map((each) => ({ ...each, column: (each.column + 0.5) / Math.max(1, leaves) }));
}

/** The relay tree as it is now, with the same in words for screen readers. */
@customElement('radio-tree')
export class RadioTree extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) state!: RadioState;
  @state() private width = 480;
  readonly #size = new ResizeObserver(([entry]) => (this.width = Math.max(200, entry?.contentRect.width ?? 480)));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  override render(): TemplateResult {
    const t = radioWords[this.language];
    const placed = layOut(this.state.tree ?? []);
    const rows = Math.max(...placed.map((each) => each.row), 0) + 1;
    return html`
      <svg width=${this.width} height=${rows * ROW_PX} aria-hidden="true">
        ${placed.map((each) => this.#edge(each, placed))} ${placed.map((each) => this.#node(each))}
      </svg>
      <ul class="visually-hidden">
        ${placed.toSorted((a, b) => a.row - b.row).map((each) => html`<li>${t.treeSay(this.#name(each.id), each.parentId === null ? '' : this.#name(each.parentId))}</li>`)}
      </ul>
    `;
  }

  #name(id: string): string {
    return this.state.members.find((each) => each.node_id === id)?.name || id;
  }

  #edge({ row, column, parentId }: Placed, placed: readonly Placed[]): SVGTemplateResult {
    const parent = placed.find((each) => each.id === parentId);
    if (!parent) {
      return svg``;
    }
    const [x, y, px, py] = [column * this.width, this.#y(row), parent.column * this.width, this.#y(parent.row)];
    const middle = (y + py) / 2;
    return svg`<path class="edge" d=${`M${px} ${py + NODE_PX + 22}C${px} ${middle + 14} ${x} ${middle + 6} ${x} ${y - NODE_PX}`}/>`;
  }

  #node({ id, row, column }: Placed): SVGTemplateResult {
    const name = this.#name(id);
    const kinds = [
      this.state.floor.talker?.node_id === id ? 'talks' : '',
      this.state.node.node_id === id ? 'self' : '',
    ].join(' ');
    const [x, y] = [column * this.width, this.#y(row)];
    const shown = name.length > NAME_CHARS ? `${name.slice(0, NAME_CHARS - 1)}…` : name;
    return svg`<g class="node ${kinds}">
      <circle cx=${x} cy=${y} r=${NODE_PX}/>
      <text class="initials" x=${x} y=${y + 5} text-anchor="middle">${initials(name)}</text>
      <text x=${x} y=${y + NODE_PX + 16} text-anchor="middle">${shown}</text>
    </g>`;
  }

  #y(row: number): number {
    return row * ROW_PX + NODE_PX + 4;
  }

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }

      svg {
        display: block;
        overflow: visible;
      }

      .edge {
        fill: none;
        stroke: var(--line-strong);
        stroke-width: 1.5;
      }

      circle {
        fill: var(--surface-strong);
      }

      .self circle {
        stroke: var(--accent);
        stroke-width: 3;
      }

      .talks circle {
        fill: var(--accent);
      }

      text {
        fill: var(--ink);
        font-size: 12px;
      }

      .initials {
        font-size: 13px;
        font-weight: 600;
      }

      .talks .initials {
        fill: var(--on-accent);
      }
    `,
  ];
}
