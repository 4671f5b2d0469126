namespace Marketplace.Orders.Placing;

/// <summary>How many units one order may hold.</summary>
internal static class OrderQuantity
{
    public const int Max = 20;

    public static bool IsAllowed(int quantity) => quantity is >= 1 and <= Max;
}
