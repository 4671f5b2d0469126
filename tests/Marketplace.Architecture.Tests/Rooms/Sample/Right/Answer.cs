using Marketplace.Architecture.Tests.Rooms.Sample.Left;

namespace Marketplace.Architecture.Tests.Rooms.Sample.Right;

/// <summary>Knows the other room by a constant only, which the compiler copies.</summary>
internal sealed class Answer
{
    public override string ToString() => Caller.Name;
}
