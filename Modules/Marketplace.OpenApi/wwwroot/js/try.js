const place = document.getElementById('api-console');

window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.source,
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  // Nobody else is told of the document.
  validatorUrl: null,
});
