namespace Marketplace.Content.Legal;

/// <summary>Writes down what somebody accepted when they registered.</summary>
[StoredName("Marketplace.Content.RecordRegistration")]
[Delivery(Lane.Work)]
internal sealed class RecordRegistration(DecideTerms decide) : IEventHandler<TermsAccepted>
{
    public Task HandleAsync(TermsAccepted @event, string eventId, CancellationToken cancellationToken) =>
        decide.RecordAsync(@event, cancellationToken);
}
