namespace Marketplace.Data;

/// <summary>Tells the tenant's relay that rows wait. The host subscribes one drain per shell; without a subscriber rows wait for the recurring task.</summary>
public sealed class OutboxSignal
{
    public event Action? Raised;

    public void Raise() => Raised?.Invoke();
}
