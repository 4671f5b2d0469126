using Marketplace.Architecture.Tests.Rooms.Sample.Right;

namespace Marketplace.Architecture.Tests.Rooms.Sample.Left;

/// <summary>Knows the other room in the body of a lambda only.</summary>
internal static class Caller
{
    public const string Name = "caller";

    public static readonly Func<object> Make = () => new Answer();
}
