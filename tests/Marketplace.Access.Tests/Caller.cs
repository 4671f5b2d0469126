namespace Marketplace.Access.Tests;

/// <summary>Who knocks. The sample users sign in with the sample password.</summary>
public enum Caller
{
    Anonymous,
    Customer,
    Editor,
    Operator,
    Administrator,
}
