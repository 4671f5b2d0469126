namespace Marketplace.Abstractions;

/// <summary>Whether anybody has credits, whose worth a change of the unit would change. The module Credits implements it.</summary>
public interface ICreditsHeld
{
    Task<bool> AnyAsync(CancellationToken cancellationToken);
}
