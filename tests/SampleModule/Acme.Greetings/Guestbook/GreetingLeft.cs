namespace Acme.Greetings.Guestbook;

/// <summary>Somebody left a greeting. Stored by the names of its properties: add some, but rename none.</summary>
/// <param name="AuthorId">Null: a visitor who was not signed in.</param>
[Event("acme.greeting-left")]
public sealed record GreetingLeft(string GreetingId, string? AuthorId);
