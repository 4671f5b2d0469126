using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Values = System.Collections.Generic.IReadOnlySet<Marketplace.Architecture.Tests.Texts.Source>;

namespace Marketplace.Architecture.Tests.Texts;

/// <summary>Plays one method's instructions with sets of sources in place of values, until nothing new comes up.</summary>
internal sealed class MethodFlow(TextFlow flow, MethodDefinition method)
{
    private static readonly Values Nothing = new HashSet<Source>();
    private readonly Dictionary<Instruction, List<Values>> _before = [];
    private readonly Dictionary<string, Values> _seenSinks = new(StringComparer.Ordinal);
    private readonly Queue<Instruction> _open = new();
    private List<Values> _stack = [];
    private TypeReference? _constrained;
    private string _file = "";

    public void Run()
    {
        _file = FileOf(method);
        Enter(method.Body.Instructions[0], []);
        foreach (var handler in method.Body.ExceptionHandlers)
        {
            Enter(handler.HandlerStart, handler.HandlerType is ExceptionHandlerType.Finally or ExceptionHandlerType.Fault ? [] : [Nothing]);
            if (handler.FilterStart is not null)
                Enter(handler.FilterStart, [Nothing]);
        }

        while (_open.TryDequeue(out var at))
        {
            _stack = [.. _before[at]];
            Step(at);
        }

        foreach (var key in _seenSinks.Values)
            flow.Sink(key, method);
    }

    private void Enter(Instruction? at, List<Values> stack)
    {
        if (at is null)
            return;
        if (!_before.TryGetValue(at, out var known))
        {
            _before.Add(at, [.. stack]);
            _open.Enqueue(at);
            return;
        }

        var grown = false;
        for (var i = 0; i < Math.Min(known.Count, stack.Count); i++)
        {
            if (stack[i].IsSubsetOf(known[i]))
                continue;
            known[i] = Union(known[i], stack[i]);
            grown = true;
        }

        if (grown)
            _open.Enqueue(at);
    }

    private void Step(Instruction at)
    {
        switch (at.OpCode.Code)
        {
            case Code.Ldstr:
                Push(One(new Text((string)at.Operand, method.Module.Assembly.Name.Name, _file)));
                break;
            case Code.Dup:
                Push(_stack[^1]);
                break;
            case Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3:
                Push(One(Argument(method, at.OpCode.Code - Code.Ldarg_0)));
                break;
            case Code.Ldarg or Code.Ldarg_S or Code.Ldarga or Code.Ldarga_S:
                Push(One(Argument(method, IndexOf((ParameterDefinition)at.Operand))));
                break;
            case Code.Starg or Code.Starg_S:
                flow.Flow(Argument(method, IndexOf((ParameterDefinition)at.Operand)).Id, Pop());
                break;
            case Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3:
                Push(One(Local(at.OpCode.Code - Code.Ldloc_0)));
                break;
            case Code.Ldloc or Code.Ldloc_S or Code.Ldloca or Code.Ldloca_S:
                Push(One(Local(((VariableDefinition)at.Operand).Index)));
                break;
            case Code.Stloc_0 or Code.Stloc_1 or Code.Stloc_2 or Code.Stloc_3:
                flow.Flow(Local(at.OpCode.Code - Code.Stloc_0).Id, Pop());
                break;
            case Code.Stloc or Code.Stloc_S:
                flow.Flow(Local(((VariableDefinition)at.Operand).Index).Id, Pop());
                break;
            case Code.Ldfld or Code.Ldflda:
                Push(Field((FieldReference)at.Operand, Pop()));
                break;
            case Code.Ldsfld or Code.Ldsflda:
                Push(One(FieldPlace((FieldReference)at.Operand)));
                break;
            case Code.Stfld:
                {
                    var value = Pop();
                    var owner = Pop();
                    if (flow.IsOwn(((FieldReference)at.Operand).DeclaringType))
                        flow.Flow(FieldPlace((FieldReference)at.Operand).Id, value);
                    else
                        Put(owner, value);
                    break;
                }

            case Code.Stsfld:
                flow.Flow(FieldPlace((FieldReference)at.Operand).Id, Pop());
                break;
            case Code.Stobj or Code.Stind_Ref or Code.Stind_I or Code.Stind_I1 or Code.Stind_I2 or Code.Stind_I4 or Code.Stind_I8
                or Code.Stind_R4 or Code.Stind_R8:
                {
                    var value = Pop();
                    Put(Pop(), value);
                    break;
                }

            case Code.Stelem_Any or Code.Stelem_Ref or Code.Stelem_I or Code.Stelem_I1 or Code.Stelem_I2 or Code.Stelem_I4
                or Code.Stelem_I8 or Code.Stelem_R4 or Code.Stelem_R8:
                {
                    var value = Pop();
                    Pop();
                    Put(Pop(), value);
                    break;
                }

            case Code.Ldelem_Any or Code.Ldelem_Ref or Code.Ldelema:
                Pop();
                break;
            case Code.Newarr:
                Pop();
                Push(One(Made(at)));
                break;
            case Code.Ldftn or Code.Ldvirtftn:
                if (at.OpCode.Code == Code.Ldvirtftn)
                    Pop();
                Push(flow.Targets((MethodReference)at.Operand) is [var target, ..] ? One(new Function(target.FullName, target)) : Nothing);
                break;
            case Code.Constrained:
                _constrained = (TypeReference)at.Operand;
                break;
            case Code.Box:
                Push(Union(Pop(), EnumNames((TypeReference)at.Operand)));
                break;
            case Code.Castclass or Code.Unbox_Any or Code.Unbox or Code.Isinst or Code.Ldobj or Code.Ldind_Ref or Code.Nop or Code.Volatile
                or Code.Readonly or Code.Tail:
                break;
            case Code.Call or Code.Callvirt or Code.Newobj:
                Call(at, (MethodReference)at.Operand);
                _constrained = null;
                break;
            case Code.Ret:
                if (method.ReturnType.MetadataType != MetadataType.Void && _stack.Count > 0)
                    flow.Flow(Result(method).Id, Pop());
                break;
            default:
                Other(at);
                break;
        }

        Leave(at);
    }

    private void Leave(Instruction at)
    {
        switch (at.OpCode.FlowControl)
        {
            case FlowControl.Return or FlowControl.Throw:
                break;
            case FlowControl.Branch:
                if (at.OpCode.Code is Code.Leave or Code.Leave_S)
                    _stack = [];
                Enter(at.Operand as Instruction, _stack);
                break;
            case FlowControl.Cond_Branch when at.Operand is Instruction[] targets:
                foreach (var target in targets)
                    Enter(target, _stack);
                Enter(at.Next, _stack);
                break;
            case FlowControl.Cond_Branch:
                Enter((Instruction)at.Operand, _stack);
                Enter(at.Next, _stack);
                break;
            default:
                Enter(at.Next, _stack);
                break;
        }
    }

    /// <summary>Instructions about numbers, addresses and jumps: they take and give, and carry no text.</summary>
    private void Other(Instruction at)
    {
        for (var i = Count(at.OpCode.StackBehaviourPop); i > 0; i--)
            Pop();
        if (at.OpCode.StackBehaviourPush is not StackBehaviour.Push0)
            Push(Nothing);
    }

    private static int Count(StackBehaviour pop) => pop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8 or StackBehaviour.Popref_popi_popr4
            or StackBehaviour.Popref_popi_popr8 or StackBehaviour.Popref_popi_popref or StackBehaviour.Popi_popi_popi => 3,
        StackBehaviour.Varpop => 0,
        _ => 2,
    };

    private void Call(Instruction at, MethodReference called)
    {
        var hasThis = called.HasThis && at.OpCode.Code != Code.Newobj;
        var values = new Values[called.Parameters.Count + (hasThis ? 1 : 0)];
        for (var i = values.Length - 1; i >= 0; i--)
            values[i] = Pop();
        if (Localizers.KeyOf(called) is { } key)
            _seenSinks[$"{at.Offset}"] = values[key];

        var targets = flow.Targets(called);
        Values result;
        if (targets.Count > 0)
        {
            result = Nothing;
            foreach (var target in targets)
            {
                var shift = at.OpCode.Code == Code.Newobj ? 1 : 0;
                for (var i = 0; i < values.Length; i++)
                {
                    flow.Flow(Argument(target, i + shift).Id, values[i]);
                    if (i >= (hasThis ? 1 : 0) && called.Parameters[i - (hasThis ? 1 : 0)].ParameterType.IsByReference)
                        Put(values[i], One(Argument(target, i + shift)));
                }

                if (at.OpCode.Code != Code.Newobj)
                    result = Union(result, One(Result(target)));
            }

            if (at.OpCode.Code == Code.Newobj
                && targets[0].DeclaringType.Fields.FirstOrDefault(x => x.Name == "<>2__current") is { } current)
                result = One(FieldPlace(current));
        }
        else
        {
            result = CallOutside(at, called, values, hasThis);
        }

        if (at.OpCode.Code == Code.Newobj || called.ReturnType.MetadataType != MetadataType.Void)
            Push(result);
    }

    private Values CallOutside(Instruction at, MethodReference called, Values[] values, bool hasThis)
    {
        if (called.Name == "ToString" && _constrained is not null && EnumNames(_constrained) is { Count: > 0 } names)
            return names;
        if (IsTuple(called.DeclaringType) && called.Name == ".ctor")
        {
            var first = hasThis ? 1 : 0;
            var tuple = One(
                new Tuple(Made(at).Id, values.Skip(first).Select((x, i) => ((char)('1' + i), x)).ToDictionary(x => x.Item1, x => x.x)));
            if (hasThis)
                Put(values[0], tuple);
            return tuple;
        }

        if (!Carriers.Has(called))
            return values.Any(x => x.Any(y => y is Function)) ? CallBack(values) : Nothing;
        var all = values.Aggregate(Nothing, Union);
        foreach (var function in all.OfType<Function>().ToList())
        {
            for (var i = function.Method.IsStatic ? 0 : 1; i < function.Method.Parameters.Count + (function.Method.IsStatic ? 0 : 1); i++)
                flow.Flow(Argument(function.Method, i).Id, all.Where(x => x is not Function));
            all = Union(all, One(Result(function.Method)));
        }

        if (at.OpCode.Code == Code.Newobj && !all.Any(x => x is Function))
        {
            flow.Flow(Made(at).Id, all);
            return One(Made(at));
        }

        if (hasThis)
            Put(values[0], values.Skip(1).Aggregate(Nothing, Union));
        return all;
    }

    /// <summary>A foreign method that is given a function gives it the other values, and may give back its result.</summary>
    private Values CallBack(Values[] values)
    {
        var all = values.Aggregate(Nothing, Union);
        foreach (var function in all.OfType<Function>().ToList())
        {
            var first = function.Method.IsStatic ? 0 : 1;
            for (var i = first; i < function.Method.Parameters.Count + first; i++)
                flow.Flow(Argument(function.Method, i).Id, all.Where(x => x is not Function));
        }

        return Nothing;
    }

    private Values Field(FieldReference field, Values owner)
    {
        if (IsTuple(field.DeclaringType) && field.Name.StartsWith("Item", StringComparison.Ordinal))
            return One(new Item(field.Name + string.Join('|', owner.OfType<Place>().Select(x => x.Id)), owner, field.Name[^1]));
        return flow.IsOwn(field.DeclaringType) ? One(FieldPlace(field)) : owner;
    }

    private void Put(Values owner, Values value)
    {
        if (value.Count == 0)
            return;
        foreach (var place in owner.OfType<Place>())
            flow.Flow(place.Id, value.Where(x => !x.Equals(place)));
    }

    private Values EnumNames(TypeReference type)
    {
        var plain = type is GenericInstanceType { Name: "Nullable`1" } nullable ? nullable.GenericArguments[0] : type;
        if (!flow.IsOwn(plain) || plain.IsGenericParameter || plain.Resolve() is not { IsEnum: true } definition)
            return Nothing;
        return definition.Fields.Where(x => x.IsStatic)
            .Select(x => (Source)new Text(x.Name, definition.Module.Assembly.Name.Name, "")).ToHashSet();
    }

    private static string FileOf(MethodDefinition method)
    {
        var document = method.DebugInformation.SequencePoints.FirstOrDefault(x => !x.IsHidden)?.Document?.Url.Replace('\\', '/') ?? "";
        var start = new[] { "/Framework/", "/Modules/", "/Themes/", "/tests/" }
            .Select(x => document.LastIndexOf(x, StringComparison.Ordinal)).Where(x => x >= 0).DefaultIfEmpty(-1).Min();
        return start < 0 ? document : document[(start + 1)..];
    }

    private int IndexOf(ParameterDefinition parameter) => parameter.Index + (method.HasThis ? 1 : 0);

    private static bool IsTuple(TypeReference type) => type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);

    private Place Local(int index) => new($"{method.FullName} local {index}");

    private Place Made(Instruction at) => new($"{method.FullName} made {at.Offset}");

    private static Place Argument(MethodDefinition method, int index) => new($"{method.FullName} argument {index}");

    public static Place Result(MethodDefinition method) => new($"{method.FullName} result");

    private static Place FieldPlace(FieldReference field) => new($"{field.DeclaringType.GetElementType().FullName}::{field.Name}");

    private static Values One(Source source) => new HashSet<Source> { source };

    private static Values Union(Values one, Values other)
    {
        if (other.Count == 0 || ReferenceEquals(one, other))
            return one;
        if (one.Count == 0)
            return other;
        var both = new HashSet<Source>(one);
        both.UnionWith(other);
        return both;
    }

    private void Push(Values values) => _stack.Add(values);

    private Values Pop()
    {
        if (_stack.Count == 0)
            return Nothing;
        var top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }
}
