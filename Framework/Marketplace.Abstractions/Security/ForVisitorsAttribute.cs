namespace Marketplace.Abstractions;

/// <summary>
/// A page for people who are not signed in: opened by somebody who is, it leads on. So does its form, sent from a tab that was open before
/// they signed in.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForVisitorsAttribute : Attribute;
