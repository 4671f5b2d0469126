// What widgets and commands know of the editor that they are in.
import { Facet, StateEffect } from '@codemirror/state';

/** @type {Facet<{texts: Function, blocks: object, address: Function, dialogs: object}>} */
export const context = Facet.define({ combine: values => values[0] ?? null });

/** Something that is shown beside the text changed, not the text. */
export const redraw = StateEffect.define();
