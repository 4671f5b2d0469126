// The Content-Security-Policy forbids style elements. Rules that a script hands to the document as a style sheet of its own are no element.
import { StyleModule } from 'style-mod';

const { mount } = StyleModule;

const documentSheets = {
  ownerDocument: document,
  get adoptedStyleSheets() { return [...document.adoptedStyleSheets]; },
  set adoptedStyleSheets(sheets) { document.adoptedStyleSheets = sheets; },
};

StyleModule.mount = (_root, modules) => mount(documentSheets, modules);
