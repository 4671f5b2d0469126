import './csp.js';
import { mount } from './mount.js';

for (const root of document.querySelectorAll('[data-body-editor]')) mount(root);
