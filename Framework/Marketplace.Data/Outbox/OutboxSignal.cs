namespace Marketplace.Data;

/// <summary>Tells whoever drives the tenant's relay that something waits. Without a subscriber it waits for the recurring task.</summary>
public sealed class OutboxSignal
{
    /// <summary>An event was committed.</summary>
    public event Action? Raised;

    /// <summary>Deliveries of any lane may be due.</summary>
    public event Action? RaisedForAll;

    public void Raise() => Raised?.Invoke();

    public void RaiseAll() => RaisedForAll?.Invoke();
}
