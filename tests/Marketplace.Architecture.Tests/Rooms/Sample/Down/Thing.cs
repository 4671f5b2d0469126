namespace Marketplace.Architecture.Tests.Rooms.Sample.Down;

internal interface IThing;
